// k-means of 50,000 × 128 beside scikit-learn, from the same initial centres.

import { join } from 'node:path'
import { takeRows } from '../src/numeric/index.ts'
import { type Benchmark, seconds } from './benchmark.ts'
import { clustered, writeNpy } from './data.ts'
import { median, runOurs, runPeer, type SideResult } from './sides.ts'

const k = 100
const iterations = 20
const turns = 3
const rounds = 3

const benchmark: Benchmark = {
  title: 'k-means, 50,000 × 128, k = 100, 20 rounds',
  async run(python, folder) {
    if (python === undefined) return []
    const X = clustered(50_000, 128, 200, 0.5, 'kmeans')
    const file = join(folder, 'points.npy')
    const centres = join(folder, 'centres.npy')
    await writeNpy(file, X)
    await writeNpy(
      centres,
      takeRows(
        X,
        Int32Array.from({ length: k }, (_, i) => 487 * i),
      ),
    )
    const ours: SideResult[] = []
    const theirs: SideResult[] = []
    for (let turn = 0; turn < turns; turn++) {
      ours.push(await runOurs('kmeans.ts', [file, centres, iterations, rounds]))
      theirs.push(await runPeer(python, 'kmeans.py', [file, centres, iterations, rounds]))
    }
    const [a, b] = [ours, theirs].map((side) => median(side.flatMap((result) => result.seconds)))
    const difference = ours[0].value / theirs[0].value - 1
    return [
      {
        what: `time; inertia ${(100 * difference).toFixed(4)}% from theirs`,
        ours: seconds(a),
        beside: `${seconds(b)} (scikit-learn)`,
        ratio: a / b,
        bar: 'at most 1.0 times, inertia to 0.1%',
        holds: a <= b && Math.abs(difference) <= 0.001,
      },
    ]
  },
}

export default benchmark
