// The embedders by name.

import { z } from 'zod'
import { GamutError, nearestName, parseCall, parseParams } from '../core/index.ts'
import type { Embedder } from './embedder.ts'
import { ngramEmbedder } from './ngrams/ngrams.ts'

const ngramSettings = z.strictObject({
  dimensions: z.int().min(1).max(1_048_576).optional().describe('numbers in a vector; 1024 when absent'),
})

const embedders: Record<string, (settings: Record<string, unknown>) => Embedder | Promise<Embedder>> = {
  ngrams: (settings) => ngramEmbedder(parseParams('embedder ngrams', ngramSettings, settings)),
}

/** The names that `embedder` knows. */
export const embedderNames: readonly string[] = Object.keys(embedders)

/**
 * The embedder that a text such as `ngrams` or `ngrams(dimensions=512)` names.
 * @param settings count over those written in the text.
 * @throws GamutError `bad-embedder`, `unknown-embedder` with the nearest name, `bad-parameter`.
 */
export async function embedder(spec: string, settings: Record<string, unknown> = {}): Promise<Embedder> {
  const { name, params } = parseCall(spec, 'embedder', 'ngrams(dimensions=512)')
  if (!Object.hasOwn(embedders, name)) {
    const nearest = nearestName(name, embedderNames)
    const hint = nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`
    throw new GamutError(
      'unknown-embedder',
      `There is no embedder named \`${name}\`.${hint} There is: ${embedderNames.join(', ')}.`,
    )
  }
  return embedders[name]({ ...params, ...settings })
}
