// Nesting depth of code: how deep its brackets or its indentation go.

import { z } from 'zod'
import { bareCode } from './code.ts'
import { defineItemMeasure } from './define.ts'

/** The deepest nesting of brackets or of indented lines, whichever is deeper, outside comments and strings. Linear. */
export function nestingDepth(code: string): number {
  const bare = bareCode(code)
  return Math.max(bracketDepth(bare), indentationDepth(bare))
}

function bracketDepth(code: string): number {
  let depth = 0
  let deepest = 0
  for (let i = 0; i < code.length; i++) {
    const character = code[i]
    if (character === '(' || character === '[' || character === '{') deepest = Math.max(deepest, ++depth)
    // Never below 0: a stray closing bracket says nothing of what follows.
    else if (character === ')' || character === ']' || character === '}') depth = Math.max(0, depth - 1)
  }
  return deepest
}

function indentationDepth(code: string): number {
  const open: number[] = []
  let deepest = 0
  for (const line of code.split('\n')) {
    const indent = line.search(/\S/)
    if (indent < 0) continue
    while (open.length > 0 && open[open.length - 1] >= indent) open.pop()
    deepest = Math.max(deepest, open.length)
    open.push(indent)
  }
  return deepest
}

export default defineItemMeasure({
  name: 'nesting-depth',
  title: 'Nesting depth',
  summary: 'How deep the brackets or the indentation of an item go, on average; for items that are code.',
  family: 'complexity',
  direction: 'higher',
  unit: 'levels',
  range: '[0, ∞)',
  cost: 'linear',
  needs: ['text'],
  params: z.object({}),
  items: (pool) => Float64Array.from(pool.text, nestingDepth),
})
