// Length of the items in characters.

import { z } from 'zod'
import { defineItemMeasure } from './define.ts'

/** Number of Unicode code points; a lone surrogate counts as one. */
export function characterCount(text: string): number {
  let count = text.length
  for (let i = 0; i + 1 < text.length; i++) {
    if (isHighSurrogate(text.charCodeAt(i)) && isLowSurrogate(text.charCodeAt(i + 1))) count--
  }
  return count
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code < 0xe000
}

export default defineItemMeasure({
  name: 'characters',
  title: 'Characters',
  summary: 'How many characters an item has, on average.',
  family: 'complexity',
  direction: 'neither',
  unit: 'characters',
  range: '[0, ∞)',
  cost: 'linear',
  needs: ['text'],
  params: z.object({}),
  items: (pool) => Float64Array.from(pool.text, characterCount),
})
