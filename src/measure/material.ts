// What a measurement works on: the whole pool where it fits in memory, a seeded sample of it, and the source in blocks
// where it does not fit.

import type { Context, Pool, PoolSource } from '../core/index.ts'
import { ensureVectors } from '../embed/index.ts'
import { concatPools, samplePool, sampleSource } from '../pool/index.ts'
import { inPasses } from '../run/index.ts'

/** Items read at a time. Fixed, so that sums over blocks come out the same whatever the machine. */
export const blockRows = 8192
/** A pool that would take more than this is read in blocks. */
const memoryLimit = 512 * 2 ** 20

export interface Material {
  readonly total: number
  /** All items, when they fit in memory. */
  readonly whole?: Pool
  /** A seeded sample, or all items of a small pool. Does not depend on the order of the rows. */
  readonly sample: Pool
  /** The items in blocks, when they do not fit. */
  readonly source?: PoolSource
  /** Where the vectors came from. */
  readonly vectors?: string
}

export interface MaterialOptions {
  /** Items in the sample. */
  sample: number
  /** Embed every item instead of the sample alone. */
  all: boolean
  /** Embedder of pools without vectors. */
  embed: string
  /** Whether any measure needs vectors. */
  vectors: boolean
}

/** Reads what can be read and draws the sample; embeds texts where vectors are needed and not given. */
export async function gather(
  input: Pool | PoolSource,
  options: MaterialOptions,
  context: Context,
): Promise<Material> {
  const whole = isSource(input) ? await collect(input, context) : input
  if (whole === undefined) {
    const source = input as PoolSource
    const [progress] = inPasses(context.progress, 2)
    const { pool: sample, total } = await sampleSource(source, options.sample, { ...context, progress })
    const embedded = await withVectors(sample, options, context)
    return { total, sample: embedded.pool, source, vectors: embedded.vectors }
  }
  const total = whole.size
  if (total <= options.sample) {
    const { pool, vectors } = await withVectors(whole, options, context)
    return { total, whole: pool, sample: pool, vectors }
  }
  if (options.all) {
    const { pool, vectors } = await withVectors(whole, options, context)
    return { total, whole: pool, sample: samplePool(pool, options.sample, context), vectors }
  }
  const { pool: sample, vectors } = await withVectors(
    samplePool(whole, options.sample, context),
    options,
    context,
  )
  return { total, whole, sample, vectors }
}

export function isSource(input: Pool | PoolSource): input is PoolSource {
  return 'blocks' in input
}

/** Everything in memory, or `undefined` as soon as it turns out too large for that. */
async function collect(source: PoolSource, context: Context): Promise<Pool | undefined> {
  const blocks: Pool[] = []
  let bytes = 0
  let items = 0
  for await (const block of source.blocks(blockRows)) {
    context.signal.throwIfAborted()
    bytes += bytesOf(block)
    items += block.size
    const expected = source.size === undefined ? bytes : (bytes / items) * source.size
    if (expected > memoryLimit) return undefined
    blocks.push(block)
    context.progress(items, source.size, 'reading')
  }
  return concatPools(blocks)
}

/** About how much memory the block keeps: two bytes a character, the vectors, the quality. */
function bytesOf(block: Pool): number {
  const vectors = block.vectors?.data.byteLength ?? 0
  const text = block.text?.reduce((sum, item) => sum + 2 * item.length, 0) ?? 0
  const perItem = 64
  return vectors + text + perItem * block.size
}

async function withVectors(
  pool: Pool,
  { vectors, embed }: MaterialOptions,
  context: Context,
): Promise<{ pool: Pool; vectors?: string }> {
  if (!vectors || (pool.vectors === undefined && pool.text === undefined)) return { pool }
  const ensured = await ensureVectors(pool, { model: embed, context })
  return { pool: ensured.pool, vectors: ensured.source }
}
