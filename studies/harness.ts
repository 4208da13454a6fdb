// What a study is, and how its verdict comes from its numbers.

import type { Paper } from '../src/core/index.ts'
import { studentQuantile } from '../src/numeric/index.ts'

/** A sentence of the paper, the paper's figures and ours, and whether ours bear it out. */
export interface Claim {
  readonly claim: string
  /** What the paper reports, in its own setting. */
  readonly paper: string
  /** What we saw, by name: numbers, or a mean with its interval. */
  readonly ours: Readonly<Record<string, Figure>>
  /** The rule that decides, in words. */
  readonly rule: string
  readonly holds: boolean
}

export type Figure = number | { readonly mean: number; readonly interval: readonly [number, number] }

/** A curve or a set of points for the study's picture. */
export interface Picture {
  readonly title: string
  readonly x: string
  readonly y: string
  readonly points: readonly { readonly series: string; readonly x: number; readonly y: number }[]
}

export interface StudyOutcome {
  /** How it was done here, and what a reader must know to weigh it. */
  readonly setting: string
  readonly claims: readonly Claim[]
  readonly pictures: readonly Picture[]
}

export interface Study {
  readonly paper: Paper & { readonly number: number }
  run(progress: (done: number, total: number) => void): Promise<StudyOutcome>
}

export type Verdict = 'replicated' | 'partly' | 'not replicated'

/** All claims hold: replicated; some: partly; none: not replicated. */
export function verdictOf(claims: readonly Claim[]): Verdict {
  const holding = claims.filter(({ holds }) => holds).length
  if (holding === claims.length) return 'replicated'
  return holding > 0 ? 'partly' : 'not replicated'
}

/** Mean over repeats with its 95% t-interval. */
export function meanWithInterval(values: readonly number[]): { mean: number; interval: [number, number] } {
  const n = values.length
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1)
  const halfWidth = studentQuantile(0.975, n - 1) * Math.sqrt(variance / n)
  return { mean, interval: [mean - halfWidth, mean + halfWidth] }
}

/** Share of the repeats in which the statement is true. */
export function shareOf<T>(repeats: readonly T[], holds: (repeat: T) => boolean): number {
  return repeats.filter(holds).length / repeats.length
}

/** Numbers to 3 significant digits, everywhere inside. */
export function rounded<T>(value: T): T
export function rounded(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(3))
  if (Array.isArray(value)) return value.map((each) => rounded(each))
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, rounded(each)]))
  }
  return value
}
