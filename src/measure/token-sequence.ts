// One sequence of tokens, as the measures of a single text take it.

import { numberTokens, tokensOf } from './tokens.ts'

/** A text, or its tokens. */
export type TokensOrText = string | readonly string[]

/** The sequence as token numbers 0 … types - 1. */
export function sequenceOf(tokensOrText: TokensOrText): { readonly ids: Int32Array; readonly types: number } {
  return typeof tokensOrText === 'string' ? tokensOf([tokensOrText]) : numberTokens([tokensOrText])
}
