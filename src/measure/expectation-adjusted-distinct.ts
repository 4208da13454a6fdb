// Expectation-adjusted distinct (EAD): distinct tokens over the number that as many uniform draws from the vocabulary
// would give, so that longer and larger pools are not punished for their length.

import { z } from 'zod'
import { GamutError } from '../core/index.ts'
import { defineMeasure } from './define.ts'
import { ngramsOf } from './ngrams.ts'
import { poolTokens, type Texts, type TokenOptions, tokensOf } from './tokens.ts'
import { valueOr } from './value.ts'

/** The word-piece vocabulary of BERT, which the paper counts with. */
const defaultVocabulary = 30522

const params = z.object({
  vocabulary: z
    .int()
    .positive()
    .default(defaultVocabulary)
    .describe('tokens that could have been used; the same for all pools that are compared'),
  n: z.int().positive().max(16).default(1).describe('tokens in an n-gram'),
})

export interface ExpectationAdjustedOptions extends TokenOptions {
  /** V, the number of tokens that could have been used; `Infinity` gives distinct-n. */
  readonly vocabulary?: number
  readonly n?: number
}

/**
 * U / (V (1 - ((V - 1) / V)^C)) of U distinct among C n-grams and a vocabulary of V.
 * @returns a number in (0, ∞), usually below 1; NaN when no text has n tokens. Tends to distinct-n as V grows. Linear.
 * @throws GamutError `bad-parameter` unless the vocabulary is at least 1.
 * Source: Liu et al. 2022, "Rethinking and refining the distinct metric".
 */
export function expectationAdjustedDistinct(texts: Texts, options: ExpectationAdjustedOptions = {}): number {
  const { vocabulary = defaultVocabulary, n = 1 } = options
  if (!(vocabulary >= 1)) {
    throw new GamutError('bad-parameter', `The vocabulary must be at least 1 token, not ${vocabulary}.`)
  }
  const { counts, total } = ngramsOf(tokensOf(texts, options), n)
  return adjusted(counts.length, total, vocabulary)
}

function adjusted(distinct: number, total: number, vocabulary: number): number {
  if (vocabulary === Number.POSITIVE_INFINITY) return distinct / total
  // V (1 - (1 - 1/V)^C) without cancellation for large V.
  return distinct / (-vocabulary * Math.expm1(total * Math.log1p(-1 / vocabulary)))
}

export default defineMeasure({
  name: 'expectation-adjusted-distinct',
  title: 'Expectation-adjusted distinct',
  summary:
    'Distinct tokens over the number expected of equally many random ones: distinct-n made fair to long texts.',
  family: 'diversity',
  direction: 'higher',
  unit: 'ratio to uniform draws',
  range: '(0, ∞)',
  cost: 'linear',
  needs: ['text'],
  params,
  run: (pool, { vocabulary, n }) => {
    const { counts, total } = ngramsOf(poolTokens(pool), n)
    const value = adjusted(counts.length, total, vocabulary)
    return valueOr(`no text has ${n} or more tokens`, value, pool.size, {
      warning:
        counts.length > vocabulary
          ? `The pool has ${counts.length} different n-grams, more than the assumed ${vocabulary}: set a larger vocabulary.`
          : undefined,
      detail: { distinct: counts.length, total, vocabulary },
    })
  },
})
