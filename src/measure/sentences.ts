// Number of sentences of the items, by end marks and line breaks, in any language that uses either.

import { z } from 'zod'
import { defineItemMeasure } from './define.ts'
import { isLetterOrDigit } from './words.ts'

// These end a sentence before white space; what closes a quotation may stand between.
const endMarks = codePointsOf('.!?…‽؟۔।')
const closers = codePointsOf('"\'”’»)]')
// These end it wherever they stand.
const strongEnds = codePointsOf('。！？｡\n\r\u2028\u2029')

/**
 * Number of stretches between sentence ends that hold a letter or a digit. An abbreviation before a space counts as an
 * end. Linear.
 */
export function sentenceCount(text: string): number {
  let count = 0
  let says = false
  let ending = false
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i)!
    if (code > 0xffff) i++
    if (strongEnds.has(code) || (ending && isSpace(code))) {
      if (says) count++
      says = false
      ending = false
    } else if (endMarks.has(code)) ending = true
    else if (!(ending && closers.has(code))) {
      ending = false
      says ||= isLetterOrDigit(code)
    }
  }
  return says ? count + 1 : count
}

function codePointsOf(characters: string): ReadonlySet<number> {
  return new Set(Array.from(characters, (character) => character.codePointAt(0)!))
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0xa0 || code === 0x3000
}

export default defineItemMeasure({
  name: 'sentences',
  title: 'Sentences',
  summary: 'How many sentences an item has, on average.',
  family: 'complexity',
  direction: 'neither',
  unit: 'sentences',
  range: '[0, ∞)',
  cost: 'linear',
  needs: ['text'],
  params: z.object({}),
  items: (pool) => Float64Array.from(pool.text, sentenceCount),
})
