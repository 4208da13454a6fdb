// MTLD, the measure of textual lexical diversity: the mean number of tokens over which the type-token ratio stays above
// a threshold. Hardly depends on length.

import { z } from 'zod'
import { defineMeasure } from './define.ts'
import { sequenceOf, type TokensOrText } from './token-sequence.ts'
import { poolTokenSequence } from './tokens.ts'
import { valueOr } from './value.ts'

/** Type-token ratio at which a factor is complete (McCarthy & Jarvis 2010). */
const defaultThreshold = 0.72
/** McCarthy & Jarvis advise against fewer tokens. */
const fewTokens = 100

const params = z.object({
  threshold: z
    .number()
    .gt(0)
    .lt(1)
    .default(defaultThreshold)
    .describe('type-token ratio that completes a factor'),
})

/**
 * Tokens per factor. Reading on, a factor is complete at the first token where the running type-token ratio is at or
 * below the threshold; what is left counts as (1 - ratio) / (1 - threshold) of a factor. The mean of reading forward and
 * backward.
 * @returns a number of tokens from 2; `Infinity` when no token repeats; NaN without tokens. Linear.
 * Source: McCarthy & Jarvis 2010, "MTLD, vocd-D, and HD-D".
 */
export function mtld(tokensOrText: TokensOrText, threshold = defaultThreshold): number {
  const { ids, types } = sequenceOf(tokensOrText)
  return tokensPerFactor(ids, types, threshold)
}

function tokensPerFactor(ids: Int32Array, types: number, threshold: number): number {
  const forward = ids.length / factors(ids, types, threshold)
  const backward = ids.length / factors(ids.toReversed(), types, threshold)
  return (forward + backward) / 2
}

function factors(ids: Int32Array, types: number, threshold: number): number {
  // The number of the factor in which a token was last seen, from 1: nothing to clear between factors.
  const seen = new Int32Array(types)
  let factor = 1
  let different = 0
  let tokens = 0
  for (let p = 0; p < ids.length; p++) {
    tokens++
    if (seen[ids[p]] !== factor) {
      seen[ids[p]] = factor
      different++
    }
    if (different / tokens <= threshold) {
      factor++
      different = 0
      tokens = 0
    }
  }
  const rest = tokens === 0 ? 0 : (1 - different / tokens) / (1 - threshold)
  return factor - 1 + rest
}

export default defineMeasure({
  name: 'mtld',
  title: 'Lexical diversity (MTLD)',
  summary:
    'How many tokens one reads on before words repeat much: a measure of vocabulary that hardly depends on length.',
  paper: {
    title:
      'MTLD, vocd-D, and HD-D: A validation study of sophisticated approaches to lexical diversity assessment',
    authors: 'Philip M. McCarthy, Scott Jarvis',
    year: 2010,
  },
  family: 'diversity',
  direction: 'higher',
  unit: 'tokens',
  range: '[2, ∞)',
  cost: 'linear',
  needs: ['text'],
  params,
  run: (pool, { threshold }) => {
    const { ids, types } = poolTokenSequence(pool)
    const reason =
      ids.length === 0
        ? 'no text has a token'
        : 'no token occurs twice, so there is no end to the first factor'
    return valueOr(reason, tokensPerFactor(ids, types, threshold), pool.size, {
      warning:
        ids.length < fewTokens
          ? `Unsteady below ${fewTokens} tokens, and there are ${ids.length}.`
          : undefined,
      detail: { tokens: ids.length },
    })
  },
})
