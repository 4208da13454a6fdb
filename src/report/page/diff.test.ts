import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type DiffPart, diffInContext, wordDiff } from './diff.ts'

const shown = (parts: readonly DiffPart[]) =>
  parts.map(({ kind, words }) => ({ same: '', added: '+', removed: '-' })[kind] + words.join(' ')).join('|')

test('a diff names the words that were added and removed', () => {
  assert.equal(shown(wordDiff('a big red dog', 'a large red cat dog')!), 'a|-big|+large|red|+cat|dog')
})

test('far from an edit only an ellipsis stays of what is the same', () => {
  const from = 'one two three four five six seven eight nine ten'
  const parts = wordDiff(from, from.replace('five', 'FIVE'))!
  assert.equal(shown(diffInContext(parts, 2)), '… three four|-five|+FIVE|six seven …')
})

test('a diff holds both texts', () => {
  const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(words, words, (a, b) => {
      const parts = wordDiff(a.join(' '), b.join(' '))!
      const without = (kind: DiffPart['kind']) =>
        parts.flatMap((part) => (part.kind === kind ? [] : part.words))
      assert.deepEqual(without('added'), a)
      assert.deepEqual(without('removed'), b)
    }),
  )
})

test('texts too long to compare word by word give no diff', () => {
  const long = (letter: string) => Array.from({ length: 2000 }, (_, i) => letter + i).join(' ')
  assert.equal(wordDiff(long('a'), long('b')), undefined)
})
