import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { readPool } from '../open.ts'

const folder = mkdtempSync(join(tmpdir(), 'gamut-npy-'))
after(() => rmSync(folder, { recursive: true, force: true }))

interface Shape {
  type: string
  shape: string
  order?: string
  version?: number
}

function npy({ type, shape, order = 'False', version = 1 }: Shape, numbers: Uint8Array): Buffer {
  const text = `{'descr': ${type}, 'fortran_order': ${order}, 'shape': ${shape}, }`.padEnd(117)
  const length = Buffer.alloc(version === 1 ? 2 : 4)
  if (version === 1) length.writeUInt16LE(text.length + 1)
  else length.writeUInt32LE(text.length + 1)
  return Buffer.concat([
    Buffer.from('\x93NUMPY', 'latin1'),
    Buffer.from([version, 0]),
    length,
    Buffer.from(`${text}\n`),
    numbers,
  ])
}

const bytesOf = (array: Float32Array | Float64Array | Int32Array | BigInt64Array | Uint8Array) =>
  new Uint8Array(array.buffer)

function write(content: Uint8Array, name = 'file.npy'): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const vectorsIn = async (content: Uint8Array, name?: string) =>
  (await readPool(write(content, name))).vectors!

const refusal = (code: string, pattern: RegExp) => (error: unknown) => {
  assert.ok(error instanceof Error && 'code' in error, String(error))
  assert.equal(error.code, code)
  assert.match(error.message, pattern)
  return true
}

test('single precision stays single, double stays double', async () => {
  const single = await vectorsIn(
    npy({ type: "'<f4'", shape: '(3, 2)' }, bytesOf(Float32Array.of(1, 2, 3, 4, 5, 6))),
  )
  assert.deepEqual(single, { data: Float32Array.of(1, 2, 3, 4, 5, 6), rows: 3, cols: 2 })
  const double = await vectorsIn(
    npy({ type: "'<f8'", shape: '(1, 2)' }, bytesOf(Float64Array.of(0.1, 1e300))),
  )
  assert.deepEqual(double, { data: Float64Array.of(0.1, 1e300), rows: 1, cols: 2 })
})

test('half precision, whole numbers, truth values and the other byte order are read', async () => {
  const half = Buffer.alloc(4)
  half.writeUInt16LE(0x3e00, 0)
  half.writeUInt16LE(0xc000, 2)
  assert.deepEqual(
    (await vectorsIn(npy({ type: "'<f2'", shape: '(2, 1)' }, half))).data,
    Float32Array.of(1.5, -2),
  )
  const big = Buffer.alloc(8)
  big.writeFloatBE(0.5, 0)
  big.writeFloatBE(-3, 4)
  assert.deepEqual(
    (await vectorsIn(npy({ type: "'>f4'", shape: '(1, 2)' }, big))).data,
    Float32Array.of(0.5, -3),
  )
  const integers = bytesOf(BigInt64Array.of(7n, -8n))
  assert.deepEqual(
    (await vectorsIn(npy({ type: "'<i8'", shape: '(2, 1)' }, integers))).data,
    Float64Array.of(7, -8),
  )
  const truths = Uint8Array.of(1, 0, 1)
  assert.deepEqual(
    (await vectorsIn(npy({ type: "'|b1'", shape: '(3, 1)' }, truths))).data,
    Float32Array.of(1, 0, 1),
  )
})

test('a list of numbers is a column of vectors of one number', async () => {
  const { rows, cols } = await vectorsIn(npy({ type: "'<f4'", shape: '(4,)' }, bytesOf(new Float32Array(4))))
  assert.deepEqual([rows, cols], [4, 1])
})

test('later versions of the format and compressed files are read', async () => {
  const content = npy({ type: "'<f4'", shape: '(2, 2)', version: 3 }, bytesOf(Float32Array.of(1, 2, 3, 4)))
  assert.deepEqual((await vectorsIn(content)).data, Float32Array.of(1, 2, 3, 4))
  assert.deepEqual((await vectorsIn(gzipSync(content), 'file.npy.gz')).data, Float32Array.of(1, 2, 3, 4))
})

test('blocks across the borders of chunks hold the right rows', async () => {
  const numbers = Float32Array.from({ length: 3 * 200_000 }, (_, i) => i % 1000)
  const content = npy({ type: "'<f4'", shape: '(200000, 3)' }, bytesOf(numbers))
  assert.deepEqual((await vectorsIn(content)).data, numbers)
  assert.deepEqual((await vectorsIn(gzipSync(content, { level: 1 }), 'file.npy.gz')).data, numbers)
})

test('what is stored column by column, of other types or shapes, is refused with the remedy', async () => {
  const zeros = new Uint8Array(64)
  const refused = (shape: Shape, pattern: RegExp) =>
    assert.rejects(vectorsIn(npy(shape, zeros)), refusal('unsupported-array', pattern))
  await refused({ type: "'<f4'", shape: '(2, 2)', order: 'True' }, /column by column.*ascontiguousarray/)
  await refused({ type: "'<U3'", shape: '(2,)' }, /type <U3/)
  await refused({ type: "'|O'", shape: '(2,)' }, /type \|O/)
  await refused({ type: "[('a', '<f4'), ('b', '<i4')]", shape: '(2,)' }, /several fields/)
  await refused({ type: "'<f4'", shape: '(2, 2, 2)' }, /3 dimensions.*reshape/)
})

test('a file shorter than it says is refused, however long it says it is', async () => {
  const content = npy({ type: "'<f4'", shape: '(5, 2)' }, new Uint8Array(20))
  await assert.rejects(vectorsIn(content), refusal('truncated-file', /ends after 2 of its 5 rows/))
  await assert.rejects(
    vectorsIn(gzipSync(content), 'a.npy.gz'),
    refusal('truncated-file', /ends after 2 of its 5 rows/),
  )
  const huge = npy({ type: "'<f4'", shape: '(1000000000000, 2)' }, new Uint8Array(8))
  await assert.rejects(vectorsIn(huge), refusal('truncated-file', /ends after 1 of/))
  await assert.rejects(vectorsIn(gzipSync(huge), 'b.npy.gz'), refusal('truncated-file', /ends after 1 of/))
  const begun = npy({ type: "'<f4'", shape: '(1000000000000, 2)' }, new Uint8Array(8 * 2000))
  await assert.rejects(vectorsIn(gzipSync(begun), 'c.npy.gz'), refusal('out-of-memory', /c\.npy\.gz/))
})

test('no rows are no items', async () => {
  const content = npy({ type: "'<f4'", shape: '(0, 3)' }, new Uint8Array(0))
  await assert.rejects(vectorsIn(content), refusal('empty-file', /holds no items/))
})

test('NaN and infinity are named by row and position', async () => {
  const content = npy(
    { type: "'<f8'", shape: '(2, 2)' },
    bytesOf(Float64Array.of(1, 2, 3, Number.NEGATIVE_INFINITY)),
  )
  await assert.rejects(
    vectorsIn(content),
    refusal('not-a-number', /file\.npy, row 2 has "-Infinity" at position 2/),
  )
})

test('damaged headers give a pool or a sentence, never anything else', async () => {
  const whole = npy({ type: "'<f4'", shape: '(3, 2)' }, bytesOf(Float32Array.of(1, 2, 3, 4, 5, 6)))
  await fc.assert(
    fc.asyncProperty(
      fc.nat(whole.length - 1),
      fc.nat(255),
      fc.nat(whole.length),
      async (at, byte, length) => {
        const damaged = Buffer.from(whole)
        damaged[at] = byte
        try {
          assert.ok((await vectorsIn(damaged.subarray(0, length))).rows >= 1)
        } catch (error) {
          assert.ok(error instanceof Error && 'code' in error, String(error))
        }
      },
    ),
    { numRuns: 200 },
  )
})
