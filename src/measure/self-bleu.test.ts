import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createContext } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import { bleu } from './bleu.ts'
import measure, { selfBleu, selfBleuOfEach } from './self-bleu.ts'

const docs = ['the cat sat on the mat', 'the dog sat on the log', 'a bird flew over the mat']
const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 9 }).map((words) => words.join(' '))

test('three known sentences, orders to 2 and to 4', () => {
  assert.ok(Math.abs(selfBleu(docs, 2) - 0.493901) < 5e-7)
  assert.ok(Math.abs(selfBleu(docs, 4) - 0.18584) < 5e-7)
  assert.equal(selfBleu(docs), selfBleu(docs, 4))
})

test('identical texts of four tokens or more score 1', () => {
  assert.equal(selfBleu(['one two three four', 'one two three four', 'one two three four']), 1)
})

test('texts without a common word score 0', () => {
  assert.equal(selfBleu(['a b', 'c d', 'e']), 0)
})

test('each text scores its BLEU with all others as references', () => {
  fc.assert(
    fc.property(
      fc.array(text, { minLength: 2, maxLength: 7 }),
      fc.integer({ min: 1, max: 4 }),
      (texts, n) => {
        const scores = selfBleuOfEach(texts, n)
        texts.forEach((candidate, i) => {
          assert.ok(Math.abs(scores[i] - bleu(candidate, texts.toSpliced(i, 1), n)) < 1e-12)
        })
      },
    ),
  )
})

test('it lies between 0 and 1 and does not depend on the order of the texts', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 2, maxLength: 12 }), (texts) => {
      const value = selfBleu(texts)
      assert.ok(value >= 0 && value <= 1 + 1e-12)
      assert.ok(Math.abs(selfBleu(texts.toReversed()) - value) < 1e-12)
    }),
  )
})

test('adding texts does not lower the clipped matches of the others', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 2, maxLength: 6 }), text, (texts, more) => {
      const padded = (list: readonly string[]) => list.map((words) => `${words} x y z`)
      const before = selfBleuOfEach(padded(texts), 1)
      const after = selfBleuOfEach(padded([...texts, ...texts, more]), 1)
      before.forEach((score, i) => {
        assert.ok(after[i] >= score - 1e-12)
      })
    }),
  )
})

test('a lone text has nothing to be compared with', async () => {
  assert.ok(Number.isNaN(selfBleu(['a b'])))
  const result = await measure.call(createPool({ text: ['a b'] }), {}, createContext())
  assert.deepEqual(result, { value: null, reason: 'a single text has no others to be compared with', n: 1 })
})
