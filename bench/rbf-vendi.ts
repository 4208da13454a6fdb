// RBF Vendi Score of 10,000 points in 32 dimensions beside SciPy's exact spectrum. SciPy takes about a minute a row.

import { join } from 'node:path'
import { medianBandwidth } from '../src/numeric/index.ts'
import { type Benchmark, type BenchRow, seconds } from './benchmark.ts'
import { clustered, gaussian, writeNpy } from './data.ts'
import { median, runOurs, runPeer } from './sides.ts'

const n = 10_000
const d = 32

const benchmark: Benchmark = {
  title: 'RBF Vendi Score, 10,000 × 32',
  async run(python, folder) {
    if (python === undefined) return []
    const rows: BenchRow[] = []
    for (const [name, X] of [
      ['Gaussian', gaussian(n, d, 'rbf gaussian')],
      ['50 clusters', clustered(n, d, 50, 3, 'rbf clusters')],
    ] as const) {
      const file = join(folder, 'rbf.npy')
      await writeNpy(file, X)
      const bandwidth = medianBandwidth(X)
      for (const share of [1, 0.5, 0.25]) {
        const ours = await runOurs('rbf-vendi.ts', [file, share * bandwidth])
        const exact = await runPeer(python, 'rbf_vendi.py', [file, share * bandwidth])
        const [a, b] = [ours, exact].map((side) => median(side.seconds))
        const error = Math.abs(ours.value / exact.value - 1)
        const { standardError = 0 } = ours
        // A stated standard error covers at three of itself; the exact side's own rounding is 1e-7.
        const stated = Math.abs(ours.value - exact.value) <= 3 * standardError + 1e-6 * exact.value
        rows.push({
          what: `${name}, ${share} × median bandwidth: score ${exact.value.toFixed(2)}`,
          ours: `${seconds(a)}, off by ${(100 * error).toFixed(3)}% (stated ±${((300 * standardError) / exact.value).toFixed(3)}%)`,
          beside: `${seconds(b)} (SciPy, exact)`,
          ratio: a / b,
          bar: 'at most 0.1 times, within 0.5% and the stated error',
          holds: a <= 0.1 * b && error <= 0.005 && stated,
        })
      }
    }
    return rows
  },
}

export default benchmark
