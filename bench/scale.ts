// Pools larger than memory: Parquet files of 10^4 to 2·10^6 rows × 384, measured by the real command.

import { join } from 'node:path'
import { type Benchmark, type BenchRow, mebibytes, seconds } from './benchmark.ts'
import { writeParquetPool } from './parquet.ts'
import { runCommand } from './sides.ts'

const memoryBar = 1.5 * 2 ** 30

const benchmark: Benchmark = {
  title: 'A Parquet of vectors × 384 through `gamut measure` (Vendi, clusters, quality)',
  async run(_python, folder) {
    const rows: BenchRow[] = []
    let before: { items: number; seconds: number } | undefined
    for (const items of [10_000, 100_000, 1_000_000, 2_000_000]) {
      const file = join(folder, `vectors-${items}.parquet`)
      await writeParquetPool(file, items, 384)
      const { seconds: taken, peakBytes } = await runCommand([
        'measure',
        file,
        '--only',
        'vendi,clusters,quality',
      ])
      const perMillion = (taken / items) * 1e6
      rows.push({
        what: `${items.toLocaleString('en')} rows`,
        ours: `${seconds(taken)}, ${mebibytes(peakBytes)}`,
        beside: `${seconds(perMillion)} a million rows`,
        bar: 'peak under 1.5 GiB, time no more than linear',
        holds:
          peakBytes < memoryBar &&
          (before === undefined || taken / before.seconds <= 1.25 * (items / before.items)),
      })
      before = { items, seconds: taken }
    }
    return rows
  },
}

export default benchmark
