import assert from 'node:assert/strict'
import { test } from 'node:test'
import { engineSession } from './engine.ts'
import { type Graph, onnxModel } from './onnx-graph.ts'

const addOne: Graph = {
  inputs: { x: { type: 'float32', dims: ['n'] } },
  outputs: { y: { type: 'float32', dims: ['n'] } },
  constants: { one: { type: 'float32', dims: [1], values: [1] } },
  nodes: [{ op: 'Add', inputs: ['x', 'one'], outputs: ['y'] }],
}

test('a model is the protobuf of its graph, byte for byte', () => {
  const graph: Graph = {
    inputs: { x: { type: 'float32', dims: ['n', 3] } },
    outputs: { y: { type: 'float32', dims: ['n'] } },
    nodes: [{ op: 'F', inputs: ['x'], outputs: ['y'], attributes: { a: -1 } }],
  }
  const bytes = Buffer.from(onnxModel(graph)).toString('latin1')
  const node = '\n\x01x\x12\x01y"\x01F*\x11\n\x01a\x18\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\xa0\x01\x02'
  const input = '\n\x01x\x12\x0f\n\r\x08\x01\x12\t\n\x03\x12\x01n\n\x02\x08\x03'
  const output = '\n\x01y\x12\x0b\n\t\x08\x01\x12\x05\n\x03\x12\x01n'
  const field = (tag: string, body: string): string => tag + String.fromCharCode(body.length) + body
  const body = `${field('\n', node)}\x12\x05graph${field('Z', input)}${field('b', output)}`
  assert.equal(bytes, `\x08\x08${field(':', body)}B\x04\n\x00\x10\x11`)
})

test('a graph reads its inputs and writes its outputs in place, views included', async () => {
  const session = await engineSession(addOne)
  const buffer = Float32Array.of(9, 1, 2, 9)
  const out = new Float32Array(4)
  await session.run(
    { x: { data: buffer.subarray(1, 3), dims: [2] } },
    { y: { data: out.subarray(2), dims: [2] } },
  )
  assert.deepEqual([...out], [0, 0, 2, 3])
})

test('constants and results of every element type arrive as they are', async () => {
  const cases = [
    ['float32', Float32Array.of(-1.5, 3), new Float32Array(2)],
    ['float64', Float64Array.of(-0.1, 1e300), new Float64Array(2)],
    ['int32', Int32Array.of(-7, 2 ** 31 - 1), new Int32Array(2)],
    ['int64', BigInt64Array.of(-7n, 2n ** 40n), new BigInt64Array(2)],
  ] as const
  for (const [type, expected, data] of cases) {
    const session = await engineSession({
      inputs: {},
      outputs: { y: { type, dims: [2] } },
      constants: { c: { type, dims: [2], values: Array.from(expected, Number) } },
      nodes: [{ op: 'Identity', inputs: ['c'], outputs: ['y'] }],
    })
    await session.run({}, { y: { data, dims: [2] } })
    assert.deepEqual(data, expected)
  }
})

test('whole, real and listed attributes reach the operation', async () => {
  const type = 'float64'
  const session = await engineSession({
    inputs: { x: { type, dims: ['m', 'n'] } },
    outputs: { y: { type, dims: ['m', 'm'] } },
    nodes: [
      { op: 'Transpose', inputs: ['x'], outputs: ['t'], attributes: { perm: [1, 0] } },
      {
        op: 'Gemm',
        inputs: ['x', 't'],
        outputs: ['y'],
        attributes: { alpha: { float: 0.5 }, transA: 0, transB: 0 },
      },
    ],
  })
  const data = new Float64Array(4)
  await session.run({ x: { data: Float64Array.of(1, 2, 3, 4), dims: [2, 2] } }, { y: { data, dims: [2, 2] } })
  assert.deepEqual([...data], [2.5, 5.5, 5.5, 12.5])
})

test('graphs written alike share a session, others do not', () => {
  assert.equal(engineSession(addOne), engineSession(structuredClone(addOne)))
  assert.notEqual(
    engineSession(addOne),
    engineSession({ ...addOne, constants: { one: { type: 'float32', dims: [1], values: [2] } } }),
  )
})
