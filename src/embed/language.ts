// Whether an embedder was made for the language of the texts.

import type { Embedder } from './embedder.ts'

/** Texts looked at, spread evenly. */
const looked = 1000
/** A share of strange texts from which a number could mislead. */
const worrying = 0.1

/** One sentence when more than a tenth of the texts are in a language the embedder does not know, else nothing. */
export function languageWarning(texts: readonly string[], embedder: Embedder): string | undefined {
  const { name, knows } = embedder
  if (knows === undefined || texts.length === 0) return undefined
  const count = Math.min(looked, texts.length)
  let strange = 0
  for (let i = 0; i < count; i++) if (!knows(texts[Math.floor((i * texts.length) / count)])) strange++
  if (strange <= worrying * count) return undefined
  const share = Math.round((100 * strange) / count)
  return `${share}% of the texts are in a language that the embedder ${name} does not know, so numbers from its vectors can mislead: choose another embedder, such as ngrams.`
}
