// The number types of NumPy arrays as typed arrays of single or double precision.

export interface NumberDecoder {
  /** Bytes a number takes in the file. */
  readonly bytes: number
  allocate(length: number): Float32Array | Float64Array
  /** Writes the numbers in `bytes` to `into` from index `start`. */
  decode(bytes: Buffer, into: Float32Array | Float64Array, start: number): void
}

type Reader = (view: DataView, offset: number, little: boolean) => number

const readers: Readonly<Record<string, { bytes: number; double: boolean; read: Reader }>> = {
  f2: { bytes: 2, double: false, read: (view, at, little) => view.getFloat16(at, little) },
  f4: { bytes: 4, double: false, read: (view, at, little) => view.getFloat32(at, little) },
  f8: { bytes: 8, double: true, read: (view, at, little) => view.getFloat64(at, little) },
  i1: { bytes: 1, double: false, read: (view, at) => view.getInt8(at) },
  i2: { bytes: 2, double: false, read: (view, at, little) => view.getInt16(at, little) },
  i4: { bytes: 4, double: true, read: (view, at, little) => view.getInt32(at, little) },
  i8: { bytes: 8, double: true, read: (view, at, little) => Number(view.getBigInt64(at, little)) },
  u1: { bytes: 1, double: false, read: (view, at) => view.getUint8(at) },
  u2: { bytes: 2, double: false, read: (view, at, little) => view.getUint16(at, little) },
  u4: { bytes: 4, double: true, read: (view, at, little) => view.getUint32(at, little) },
  u8: { bytes: 8, double: true, read: (view, at, little) => Number(view.getBigUint64(at, little)) },
  b1: { bytes: 1, double: false, read: (view, at) => view.getUint8(at) },
}

/**
 * A decoder for a type such as `<f4`; undefined for types that are no numbers.
 * @param machineIsLittle byte order of this machine, in which numbers can be copied as they are.
 */
export function decoderFor(type: string, machineIsLittle: boolean): NumberDecoder | undefined {
  const [, order, name] = /^([<>|=])([fiub]\d)$/.exec(type) ?? []
  if (name === undefined || !Object.hasOwn(readers, name)) return undefined
  const { bytes, double, read } = readers[name]
  const little = order === '=' ? machineIsLittle : order !== '>'
  const same = little === machineIsLittle && (name === 'f4' || name === 'f8')
  return {
    bytes,
    allocate: (length) => (double ? new Float64Array(length) : new Float32Array(length)),
    decode: (from, into, start) => {
      if (same) {
        new Uint8Array(into.buffer, into.byteOffset + start * bytes).set(from)
        return
      }
      const view = new DataView(from.buffer, from.byteOffset, from.byteLength)
      for (let at = 0, i = start; at < from.byteLength; at += bytes, i++) into[i] = read(view, at, little)
    },
  }
}
