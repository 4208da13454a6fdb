import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createPool } from '../pool/index.ts'
import { contentOrder, numberTokens, poolTokens, tokenCounts, tokensOf } from './tokens.ts'
import { isLetterOrDigit, wordsOf } from './words.ts'

test('in ASCII, a token is a lower-case run of letters, digits and apostrophes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 40 }), (text) => {
      assert.deepEqual(wordsOf(text), text.toLowerCase().match(/[a-z0-9']+/g) ?? [])
    }),
  )
})

test('words of any alphabet are tokens, in lower case and composed', () => {
  assert.deepEqual(wordsOf('Ünïcode Ωμέγα ПРИВЕТ नमस्ते שלום'), ['ünïcode', 'ωμέγα', 'привет', 'नमस्ते', 'שלום'])
  assert.deepEqual(wordsOf('cafe\u0301 caf\u00e9'), ['café', 'café'])
  assert.deepEqual(wordsOf('\u{1d54f}yz 😀'), ['\u{1d54f}yz'])
})

test('a typographic apostrophe inside a word is an apostrophe, a closing quote is not', () => {
  assert.deepEqual(wordsOf('Don’t say ‘yes’ twice'), ["don't", 'say', 'yes', 'twice'])
})

test('scripts without spaces give one token a letter, with its marks', () => {
  assert.deepEqual(wordsOf('我爱GPT4的猫。'), ['我', '爱', 'gpt4', '的', '猫'])
  assert.deepEqual(wordsOf('ラーメン'), ['ラ', 'ー', 'メ', 'ン'])
  assert.deepEqual(
    wordsOf('น้ำ'),
    ['น้', 'ำ'].flatMap((s) => s.normalize('NFC')),
  )
})

test('a mark that follows no letter is no token', () => {
  assert.deepEqual(wordsOf('❤\ufe0f and \u0301'), ['and'])
})

test('equal tokens have equal numbers, whatever the text', () => {
  const words = fc.array(fc.constantFrom('a', 'b', 'ab', 'ba', 'é', '我', "it's"), { maxLength: 8 })
  fc.assert(
    fc.property(fc.array(words, { maxLength: 6 }), (lists) => {
      const read = tokensOf(lists.map((list) => list.join(' ')))
      const given = numberTokens(lists)
      assert.deepEqual(read.offsets, given.offsets)
      assert.deepEqual(read.ids, given.ids)
      assert.equal(read.types, given.types)
    }),
  )
})

test('many different words keep different numbers', () => {
  const words = Array.from({ length: 20_000 }, (_, i) => `w${i.toString(36)}`)
  const { ids, types, hashes } = tokensOf([words.join(' '), words.toReversed().join(' ')])
  assert.equal(types, words.length)
  assert.deepEqual(ids.subarray(words.length), ids.subarray(0, words.length).toReversed())
  assert.deepEqual(tokenCounts({ ids, types }), new Int32Array(types).fill(2))
  assert.ok(new Set(hashes).size > 0.999 * types)
})

test('a tokeniser of one’s own replaces the words', () => {
  const { types, offsets } = tokensOf(['A a', 'a.b'], { tokenizer: (text) => [...text] })
  assert.equal(types, 5)
  assert.deepEqual([...offsets], [0, 3, 6])
})

test('texts without tokens are empty, not missing', () => {
  assert.deepEqual([...tokensOf(['', ' … ', 'x']).offsets], [0, 0, 0, 1])
  assert.deepEqual([...tokensOf([]).offsets], [0])
})

test('content order does not depend on the order of the texts', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (texts) => {
      const inOrder = (list: readonly string[]) => Array.from(contentOrder(list), (i) => list[i])
      assert.deepEqual(inOrder(texts), inOrder(texts.toReversed()))
    }),
  )
})

test('a pool is tokenised once', () => {
  const pool = createPool({ text: ['one', 'two'] })
  const { text } = pool
  assert.ok(text)
  assert.equal(poolTokens({ ...pool, text }).types, 2)
  const same = { ...pool, text }
  assert.equal(poolTokens(same), poolTokens(same))
})

test('letters and digits of any script are told from the rest', () => {
  const is = (character: string) => isLetterOrDigit(character.codePointAt(0)!)
  assert.deepEqual(['a', '9', 'é', '我', 'ก', '\u{1d54f}'].map(is), [true, true, true, true, true, true])
  assert.deepEqual(["'", ' ', '。', '😀', '\u0301', '-'].map(is), [false, false, false, false, false, false])
})
