import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createContext } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import measure, { vocabularySize } from './vocabulary.ts'

test('it counts different tokens', async () => {
  assert.equal(vocabularySize(['The cat', 'the dog']), 3)
  assert.equal(vocabularySize([]), 0)
  const result = await measure.call(createPool({ text: ['The cat', 'the dog'] }), {}, createContext())
  assert.deepEqual(result, {
    value: 3,
    n: 2,
    warning: 'It grows with the pool: compare pools of equally many tokens, or use hdd.',
    detail: { tokens: 4, usedOnce: 2 },
  })
})
