// What is sought and what has been found. Copies of a row are sought once: neighbours are found among different rows, and
// the copies take their places afterwards.

import type { Cloud, Clouds } from './cloud.ts'

/** The different rows of a cloud. Equal rows stand together in the order of content. */
export interface Runs {
  /** Position of the first of each run of equal rows, ascending. */
  readonly heads: Int32Array
  /** The run of each position. */
  readonly runOf: Int32Array
}

export interface Search {
  readonly candidates: Cloud
  readonly runs: Runs
  readonly queries: Cloud
  /** Positions of the queries to be answered. */
  readonly asked: Int32Array
  /** Runs wanted for each. */
  readonly wanted: number
  /** Runs found, nearest first; of equally near ones the lower first: asked × wanted. */
  readonly found: Int32Array
  /** Their squared distances. */
  readonly squares: Float64Array
  readonly signal?: AbortSignal
  readonly progress?: (done: number, total: number, note: string) => void
}

/** @param wanted runs for each query; all when there are fewer. */
export function search(
  { candidates, queries }: Clouds,
  wanted: number,
  { signal, progress }: Pick<Search, 'signal' | 'progress'>,
): Search {
  const runs = runsOf(candidates)
  const most = Math.min(wanted, runs.heads.length)
  const asked = queries === candidates ? runs.heads : Int32Array.from({ length: queries.size }, (_, i) => i)
  return {
    candidates,
    runs,
    queries,
    asked,
    wanted: most,
    found: new Int32Array(asked.length * most),
    squares: new Float64Array(asked.length * most),
    signal,
    progress,
  }
}

function runsOf(cloud: Cloud): Runs {
  const heads: number[] = []
  const runOf = new Int32Array(cloud.size)
  for (let position = 0; position < cloud.size; position++) {
    if (position === 0 || !cloud.equal(position - 1, position)) heads.push(position)
    runOf[position] = heads.length - 1
  }
  return { heads: Int32Array.from(heads), runOf }
}

/**
 * Keeps the nearest of the proposed runs, by their exact distances.
 * @param slot which of the queries asked.
 * @param proposed at least as many as wanted, none twice.
 * @returns the squared distance of the last one kept.
 */
export function settle(
  { candidates, runs, queries, asked, wanted, found, squares }: Search,
  slot: number,
  proposed: ArrayLike<number>,
): number {
  const u = queries.point(asked[slot])
  const ranked = Array.from(proposed, (run) => ({
    run,
    square: candidates.squaredDistance(u, runs.heads[run]),
  })).sort((a, b) => a.square - b.square || a.run - b.run)
  for (let i = 0, at = slot * wanted; i < wanted; i++, at++) {
    found[at] = ranked[i].run
    squares[at] = ranked[i].square
  }
  return ranked[wanted - 1].square
}
