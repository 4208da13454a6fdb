// What a benchmark is: rows that say what was measured, beside what, and whether the bar holds.

/** One line of the table. */
export interface BenchRow {
  readonly what: string
  readonly ours: string
  /** The peer's figure, or what stands in its place. */
  readonly beside: string
  /** Ours over theirs, when both were timed in this run. */
  readonly ratio?: number
  readonly bar: string
  readonly holds: boolean
}

export interface Benchmark {
  readonly title: string
  /** @param python interpreter with NumPy, SciPy and scikit-learn; without it, rows that need a peer are left out. */
  run(python: string | undefined, folder: string): Promise<BenchRow[]>
}

export const seconds = (value: number): string => `${value.toFixed(value < 1 ? 3 : 1)} s`
export const mebibytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MiB`
