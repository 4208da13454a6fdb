import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createContext } from '../core/index.ts'
import { createPool } from '../pool/index.ts'
import measure from './sentence-length.ts'

test('it is tokens over sentences, and nothing where there is no sentence', async () => {
  const pool = createPool({ text: ['One two. Three four five six.', '…'] })
  assert.deepEqual([...(await measure.items(pool, {}, createContext()))], [3, Number.NaN])
})
