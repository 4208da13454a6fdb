// Seeded data for the benchmarks, written where both sides can read it.

import { open } from 'node:fs/promises'
import type { Matrix } from '../src/core/index.ts'
import { randomStream } from '../src/core/index.ts'
import { matrix } from '../src/numeric/index.ts'

/** rows×cols standard normal numbers, single precision. */
export function gaussian(rows: number, cols: number, name: string): Matrix {
  const random = randomStream(1, name)
  return matrix(
    Float32Array.from({ length: rows * cols }, () => random.normal()),
    rows,
    cols,
  )
}

/** Points around `k` centres of `spread` times the deviation of the points. */
export function clustered(rows: number, cols: number, k: number, spread: number, name: string): Matrix {
  const centres = gaussian(k, cols, `${name} centres`).data
  const points = gaussian(rows, cols, `${name} points`)
  const random = randomStream(1, `${name} labels`)
  for (let i = 0; i < rows; i++) {
    const label = random.integer(k)
    for (let j = 0; j < cols; j++) points.data[i * cols + j] += spread * centres[label * cols + j]
  }
  return points
}

/** Writes a matrix as `.npy` (format version 1.0, little-endian, C order). */
export async function writeNpy(path: string, { data, rows, cols }: Matrix): Promise<void> {
  const type = data instanceof Float32Array ? '<f4' : '<f8'
  const description = `{'descr': '${type}', 'fortran_order': False, 'shape': (${rows}, ${cols}), }`
  const length = Math.ceil((10 + description.length + 1) / 64) * 64 - 10
  const header = Buffer.alloc(10 + length, ' ')
  header.write('\x93NUMPY\x01\x00', 0, 'latin1')
  header.writeUInt16LE(length, 8)
  header.write(description, 10, 'latin1')
  header.write('\n', 10 + length - 1, 'latin1')
  const file = await open(path, 'w')
  try {
    await file.write(header)
    await file.write(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  } finally {
    await file.close()
  }
}

/** Reads what `writeNpy` wrote, single precision, into one array, so that both sides start from one copy. */
export async function readNpy(path: string): Promise<Matrix> {
  const file = await open(path)
  try {
    const start = Buffer.alloc(10)
    await file.read(start)
    const header = Buffer.alloc(start.readUInt16LE(8))
    await file.read(header)
    const [, rows, cols] = /'shape': \((\d+), (\d+)\)/.exec(header.toString('latin1'))!
    const data = new Float32Array(Number(rows) * Number(cols))
    const bytes = new Uint8Array(data.buffer)
    for (let filled = 0; filled < bytes.length; ) {
      const { bytesRead } = await file.read(bytes, filled, Math.min(2 ** 24, bytes.length - filled))
      if (bytesRead === 0) throw new Error(`${path} ends early`)
      filled += bytesRead
    }
    return matrix(data, Number(rows), Number(cols))
  } finally {
    await file.close()
  }
}
