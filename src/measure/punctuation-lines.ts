// Lines that end in punctuation: prose does, menus, lists of links and cut-off texts do not.

import { z } from 'zod'
import { defineItemMeasure } from './define.ts'
import { linesOf } from './lines.ts'

// Sentence ends and what may follow them, in Latin, Arabic, Devanagari and East Asian writing.
const endsInPunctuation = /[.!?…‽。！？｡؟۔।"'”’」』»][)\]）]*$/u

/**
 * The share of non-blank lines that end in a full stop, a question or exclamation mark, or an end of quotation.
 * @returns a share in [0, 1]; NaN for a blank text. Linear.
 * Source: the line filter of C4 (Raffel et al. 2020), in more scripts.
 */
export function punctuationLines(text: string): number {
  const lines = linesOf(text)
  return lines.filter((line) => endsInPunctuation.test(line.slice(-8))).length / lines.length
}

export default defineItemMeasure({
  name: 'punctuation-lines',
  title: 'Lines ending in punctuation',
  summary: "The share of an item's lines that end like sentences.",
  family: 'quality',
  direction: 'higher',
  unit: 'share of lines',
  range: '[0, 1]',
  cost: 'linear',
  needs: ['text'],
  params: z.object({}),
  items: (pool) => Float64Array.from(pool.text, punctuationLines),
})
