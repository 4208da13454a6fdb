// Cosine Vendi Score of 100,000 × 384 beside the reference's dual computation.

import { join } from 'node:path'
import { type Benchmark, mebibytes, seconds } from './benchmark.ts'
import { gaussian, writeNpy } from './data.ts'
import { median, runOurs, runPeer, type SideResult } from './sides.ts'

const turns = 3
const rounds = 5

const benchmark: Benchmark = {
  title: 'Cosine Vendi Score, 100,000 × 384, single precision',
  async run(python, folder) {
    if (python === undefined) return []
    const file = join(folder, 'cosine.npy')
    await writeNpy(file, gaussian(100_000, 384, 'cosine vendi'))
    const ours: SideResult[] = []
    const theirs: SideResult[] = []
    for (let turn = 0; turn < turns; turn++) {
      ours.push(await runOurs('cosine-vendi.ts', [file, rounds]))
      theirs.push(await runPeer(python, 'cosine_vendi.py', [file, rounds]))
    }
    const [a, b] = [ours, theirs].map((side) => median(side.flatMap((result) => result.seconds)))
    const [memoryA, memoryB] = [ours, theirs].map((side) => median(side.map((result) => result.peakBytes)))
    const difference = Math.abs(ours[0].value / theirs[0].value - 1)
    return [
      {
        what: 'time, warm',
        ours: seconds(a),
        beside: `${seconds(b)} (scikit-learn, NumPy, SciPy)`,
        ratio: a / b,
        bar: 'at most 1.0 times, same score to 1e-4',
        holds: a <= b && difference < 1e-4,
      },
      {
        what: 'peak memory of the process',
        ours: mebibytes(memoryA),
        beside: mebibytes(memoryB),
        ratio: memoryA / memoryB,
        bar: 'no more',
        holds: memoryA <= memoryB,
      },
    ]
  },
}

export default benchmark
