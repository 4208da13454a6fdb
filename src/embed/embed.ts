// Texts to vectors, with the embedder that the user names.

import { type Context, createContext, GamutError, type Matrix } from '../core/index.ts'
import { embedder } from './embedders.ts'
import { withCache } from './with-cache.ts'

export interface EmbedOptions {
  /** An embedder by name, with settings in brackets: `ngrams`, `ngrams(dimensions=512)`. Default `ngrams`. */
  model?: string
  /** Numbers in a vector, for embedders that leave the choice. */
  dimensions?: number
  /** Its cache keeps the vectors of embedders that are worth it, so that a second run embeds nothing. */
  context?: Context
}

/**
 * Embeds texts.
 * @returns texts.length×dimensions, Float32, rows of length 1; equal texts have equal rows, and no row is zero.
 * @throws GamutError `unknown-embedder`, `bad-parameter`, `bad-text` where something is not a text.
 */
export async function embed(
  texts: readonly string[],
  { model = 'ngrams', dimensions, context = createContext() }: EmbedOptions = {},
): Promise<Matrix> {
  const wrong = texts.findIndex((text) => typeof text !== 'string')
  if (wrong >= 0) {
    throw new GamutError(
      'bad-text',
      `Text ${wrong} is of type ${typeof texts[wrong]}: give strings only, an empty one where there is no text.`,
    )
  }
  const { signal, progress, cache } = context
  signal.throwIfAborted()
  const chosen = await embedder(model, dimensions === undefined ? {} : { dimensions })
  const ready = chosen.cached ? withCache(chosen, cache) : chosen
  return ready.embed(texts, { signal, progress })
}
