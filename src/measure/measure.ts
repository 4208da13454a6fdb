// `measure()`: a panel of measures over a pool or a source of any size, each with its meaning, and what was skipped and why.

import { setImmediate } from 'node:timers/promises'
import {
  type Context,
  createContext,
  GamutError,
  type Mergeable,
  type Pool,
  type PoolSource,
  splitTopLevel,
} from '../core/index.ts'
import { ensureVectors } from '../embed/index.ts'
import { inPasses, version } from '../run/index.ts'
import { measureByGroup } from './by-group.ts'
import type { MeasureValue } from './define.ts'
import { evaluate, evaluateRepeatedly, evaluateSample, quadraticLimit } from './evaluate.ts'
import { blockRows, gather, isSource, type Material } from './material.ts'
import { defaultPanel, groupPanel, measures } from './measures.ts'
import type { MeasuredEntry, PoolReport } from './result.ts'
import { type MeasureCall, parseMeasure } from './spec.ts'

export interface MeasureOptions {
  /** Measures to run, such as `['vendi(q=2)', 'distinct-n']`; the default panel when absent. */
  only?: readonly string[]
  /** Run every measure, and on every item however many there are. */
  all?: boolean
  /** Column whose groups are measured one by one as well. */
  by?: string
  /** Embedder for pools with texts and no vectors. Default `ngrams`. */
  embed?: string
  /** Items in the seeded sample of a large pool, for what would be too slow on all. Default 10,000. */
  sample?: number
  /** Seed of every random choice when no context is given. Default 0. */
  seed?: number
  context?: Context
}

const defaultSample = 10_000
/** With `all`, quadratic measures run on everything up to this many items: minutes, not hours. */
const patientLimit = 20_000

/**
 * Measures a pool.
 *
 * Measures that need vectors run on a seeded sample when texts have to be embedded and there are more than `sample`;
 * quadratic ones run on 5 samples of 2,000 (with `all`, on everything up to 20,000 items); `scope` and `n` of each entry say so. A source too large for memory is read in
 * blocks, twice: once for the sample, once for the measures that work in blocks.
 * @throws GamutError `too-few-items` for fewer than two items, `nothing-to-measure`, `unknown-measure`, `bad-parameter`, `missing-part` (for a
 * measure named in `only`; one of the panel is listed under `skipped` instead).
 */
export async function measure(input: Pool | PoolSource, options: MeasureOptions = {}): Promise<PoolReport> {
  return (await measureWithMaterial(input, options)).report
}

/** `measure()`, and the pool or sample that it worked on, for what is drawn beside the numbers. */
export async function measureWithMaterial(
  input: Pool | PoolSource,
  options: MeasureOptions = {},
): Promise<{ report: PoolReport; material: Material }> {
  const { all = false, embed = 'ngrams', sample = defaultSample, by } = options
  const context = options.context ?? createContext({ seed: options.seed })
  const calls = await parseAll(options.only ?? (all ? everyMeasure() : defaultPanel))
  const needsVectors = calls.some(({ measure: { needs } }) => needs.includes('vectors'))
  const material = await gather(input, { sample, all, embed, vectors: needsVectors }, context)
  requireTwoItems(input, material.total)

  const outcomes = await runAll(calls, material, { all, embed }, context)
  const entries = outcomes.flatMap((outcome) => ('value' in outcome ? [outcome] : []))
  const skipped = outcomes.flatMap((outcome) => ('value' in outcome ? [] : [outcome]))
  if (options.only !== undefined && skipped.length > 0) throw skipped[0].error
  if (entries.length === 0) {
    throw new GamutError(
      'nothing-to-measure',
      `${nameOf(input)} has no column that is known as text, vectors, quality or group: name one with --text, --vectors, --quality or --group.`,
    )
  }
  const report: PoolReport = {
    gamut: version,
    input: await describeInput(input, material),
    seed: context.seed,
    measures: entries,
    skipped: skipped.map(({ measure, error }) => ({ measure, reason: error.message })),
    by:
      by === undefined ? undefined : await perGroup(material.whole ?? input, by, options, material, context),
  }
  return { report, material }
}

async function parseAll(specs: readonly string[]): Promise<MeasureCall[]> {
  return Promise.all(specs.flatMap(splitTopLevel).map(parseMeasure))
}

/** The panel, and after it every measure that the panel does not show. */
function everyMeasure(): string[] {
  const shown = new Set(defaultPanel.map((spec) => spec.replace(/\(.*/, '')))
  return [...defaultPanel, ...Object.keys(measures).filter((name) => !shown.has(name))]
}

interface Skipped {
  readonly measure: string
  readonly error: GamutError
}

interface RunOptions {
  all: boolean
  embed: string
}

/** Every call's entry, or the reason why it has none, in the order of the calls. */
async function runAll(
  calls: readonly MeasureCall[],
  material: Material,
  options: RunOptions,
  context: Context,
): Promise<(MeasuredEntry | Skipped)[]> {
  const outcomes = new Map<MeasureCall, MeasuredEntry | Skipped>()
  const streamed: Streamed[] = []
  for (const [done, call] of calls.entries()) {
    // A Ctrl-C arrives only when the event loop turns, and many measures are one long synchronous loop.
    await setImmediate()
    context.signal.throwIfAborted()
    context.progress(done, calls.length, call.label)
    try {
      const stream = await streamFor(call, material, options, context)
      if (stream) streamed.push(stream)
      else outcomes.set(call, await runOne(call, material, options, context))
    } catch (error) {
      outcomes.set(call, skippedBecause(call, error))
    }
  }
  if (material.source && streamed.length > 0) {
    await feed(material.source, streamed, material.total, options, context)
    for (const { call, mergeable, state } of streamed) {
      outcomes.set(call, entryOf(call, await mergeable.finish(state), 'all'))
    }
  }
  return calls.map((call) => outcomes.get(call)!)
}

function skippedBecause({ label }: MeasureCall, error: unknown): Skipped {
  if (!(error instanceof GamutError)) throw error
  return { measure: label, error }
}

async function runOne(
  call: MeasureCall,
  { whole, sample }: Material,
  { all }: RunOptions,
  context: Context,
): Promise<MeasuredEntry> {
  const { measure } = call
  const onWhole = whole !== undefined && (!measure.needs.includes('vectors') || whole.vectors !== undefined)
  const pool = onWhole ? whole : sample
  if (measure.cost === 'quadratic' && pool.size > (all && onWhole ? patientLimit : quadraticLimit)) {
    return entryOf(call, await evaluateRepeatedly(call, pool, context), 'sample')
  }
  if (onWhole) return entryOf(call, await evaluate(call, whole, context), 'all')
  return entryOf(call, await evaluateSample(call, sample, context), 'sample')
}

interface Streamed {
  readonly call: MeasureCall
  readonly mergeable: Mergeable<unknown, MeasureValue>
  state: unknown
}

/** The measure in blocks, when the pool does not fit in memory and the blocks hold what it needs. */
async function streamFor(
  call: MeasureCall,
  { source, sample }: Material,
  { all }: RunOptions,
  context: Context,
): Promise<Streamed | undefined> {
  const { measure, params } = call
  if (source === undefined || measure.stream === undefined) return undefined
  const blocksHaveVectors = source.schema.parts.vectors !== undefined
  if (measure.needs.includes('vectors') && !blocksHaveVectors && !all) return undefined
  const mergeable = await measure.stream(params, sample, context)
  return { call, mergeable, state: mergeable.init() }
}

async function feed(
  source: PoolSource,
  streamed: readonly Streamed[],
  total: number,
  { embed }: RunOptions,
  context: Context,
): Promise<void> {
  const needVectors = streamed.some(({ call }) => call.measure.needs.includes('vectors'))
  // Progress counts the items of this second pass; an embedder's own would begin anew with each block.
  const silent: Context = { ...context, progress: () => {} }
  const [, progress] = inPasses(context.progress, 2)
  let done = 0
  for await (const read of source.blocks(blockRows)) {
    context.signal.throwIfAborted()
    const block = needVectors ? (await ensureVectors(read, { model: embed, context: silent })).pool : read
    for (const stream of streamed) stream.state = await stream.mergeable.add(stream.state, block)
    done += block.size
    progress(done, total, 'measuring in blocks')
  }
}

function entryOf(call: MeasureCall, value: MeasureValue, scope: 'all' | 'sample'): MeasuredEntry {
  const { name, title, summary, family, direction, unit, range } = call.measure
  return {
    measure: call.label,
    name,
    params: writable(call.params),
    title,
    summary,
    family,
    direction,
    unit,
    range,
    scope,
    ...value,
    warning: (scope === 'sample' ? call.measure.onSample : undefined) ?? value.warning,
  }
}

/** JSON has no infinity: it is written "inf", as it is accepted. */
function writable(params: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => [key, value === Number.POSITIVE_INFINITY ? 'inf' : value]),
  )
}

async function perGroup(
  input: Pool | PoolSource,
  column: string,
  { only, embed = 'ngrams', all = false }: MeasureOptions,
  { sample }: Material,
  context: Context,
): Promise<PoolReport['by']> {
  const calls = await parseAll(only ?? groupPanel)
  const possible = calls.filter(({ measure: { needs } }) =>
    needs.every((part) => sample[part] !== undefined || (part === 'vectors' && sample.text !== undefined)),
  )
  return measureByGroup(input, { column, calls: possible, embed, all }, context)
}

function nameOf(input: Pool | PoolSource): string {
  return isSource(input) ? input.name : 'The pool'
}

function requireTwoItems(input: Pool | PoolSource, total: number): void {
  if (total >= 2) return
  const count = total === 0 ? 'no items' : 'one item'
  throw new GamutError(
    'too-few-items',
    `${nameOf(input)} holds ${count}, and variety needs at least two: give more items.`,
  )
}

async function describeInput(
  input: Pool | PoolSource,
  { total, vectors }: Material,
): Promise<PoolReport['input']> {
  if (!isSource(input)) return { name: 'pool', items: total, parts: {}, vectors }
  const parts = Object.fromEntries(
    Object.entries(input.schema.parts).filter(([, column]) => column !== undefined),
  )
  return { name: input.name, digest: await input.digest(), items: total, parts, vectors }
}
