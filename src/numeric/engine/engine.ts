// The product engine: small graphs built in memory and run by ONNX Runtime on all cores. It is loaded at the first use,
// and a graph's session is kept for the life of the process.

import { availableParallelism } from 'node:os'
import { type Graph, onnxModel } from './onnx-graph.ts'

/** Numbers with a shape, row-major. The engine reads and writes `data` in place. */
export interface EngineTensor {
  readonly data: Float32Array | Float64Array | Int32Array | BigInt64Array
  readonly dims: readonly number[]
}

/** One of real numbers. */
export interface RealTensor extends EngineTensor {
  readonly data: Float32Array | Float64Array
}

export interface EngineSession {
  /**
   * Runs the graph once, writing its results into `outputs`, whose memory the caller provides.
   * The call occupies the event loop while it computes: keep one run to some tenths of a second, and check for
   * cancelling between runs.
   */
  run(
    inputs: Readonly<Record<string, EngineTensor>>,
    outputs: Readonly<Record<string, EngineTensor>>,
  ): Promise<void>
}

const sessions = new Map<string, Promise<EngineSession>>()

export interface SessionOptions {
  /**
   * Keeps the memory of intermediate results between runs. Right for a graph that runs often on blocks of one size, where
   * the system's allocator would scatter them over ever more pages; the largest run's memory is then never given back.
   */
  keepMemory?: boolean
}

/** The session of a graph, made at the first call. Graphs that are written alike share one. */
export function engineSession(
  graph: Graph,
  { keepMemory = false }: SessionOptions = {},
): Promise<EngineSession> {
  const key = JSON.stringify([graph, keepMemory])
  let session = sessions.get(key)
  if (session === undefined) {
    session = createSession(graph, keepMemory)
    sessions.set(key, session)
  }
  return session
}

async function createSession(graph: Graph, keepMemory: boolean): Promise<EngineSession> {
  const { InferenceSession, Tensor } = await import('onnxruntime-node')
  const session = await InferenceSession.create(onnxModel(graph), {
    executionProviders: ['cpu'],
    intraOpNumThreads: availableParallelism(),
    interOpNumThreads: 1,
    enableCpuMemArena: keepMemory,
    // Idle threads wait actively for the next operation of a run, but not, as by default, into the time after it: on a busy
    // machine that costs more than the work itself.
    extra: { session: { intra_op: { spin_duration_us: '20' } } },
    logSeverityLevel: 3,
  })
  const tensor = ({ data, dims }: EngineTensor) => {
    if (data instanceof Float32Array) return new Tensor('float32', data, dims)
    if (data instanceof Float64Array) return new Tensor('float64', data, dims)
    if (data instanceof Int32Array) return new Tensor('int32', data, dims)
    return new Tensor('int64', data, dims)
  }
  const tensors = (named: Readonly<Record<string, EngineTensor>>) =>
    Object.fromEntries(Object.entries(named).map(([name, value]) => [name, tensor(value)]))
  return {
    async run(inputs, outputs) {
      await session.run(tensors(inputs), tensors(outputs))
    },
  }
}
