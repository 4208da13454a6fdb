import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clusterNames } from './cluster-names.ts'

const about = (words: string, count: number) =>
  Array.from({ length: count }, (_, i) => `the ${words} and the number ${i}`)

test('a cluster is named by the words that it has and the others have not', () => {
  const texts = [...about('Engine pulls coal', 10), ...about('soup needs leeks', 10)]
  const codes = texts.map((_, i) => (i < 10 ? 0 : 1))
  const [trains, soups] = clusterNames(texts, codes, 2)
  assert.deepEqual(trains.split(' · ').sort(), ['Engine', 'coal', 'pulls'])
  assert.deepEqual(soups.split(' · ').sort(), ['leeks', 'needs', 'soup'])
})

test('forms of one word count once in a name', () => {
  const texts = [...about('beans bean beaned', 6), ...about('salt', 6)]
  const [name] = clusterNames(
    texts,
    texts.map((_, i) => (i < 6 ? 0 : 1)),
    2,
  )
  assert.equal(name.split(' · ').length, 1)
})

test('names are different, and a cluster without words of its own has a number', () => {
  const texts = ['', '', 'same', 'same']
  assert.deepEqual(clusterNames(texts, [0, 1, 2, 2], 3), ['cluster 1', 'cluster 2', 'same'])
})

test('texts without spaces have words too', () => {
  const texts = ['雨の日曜日に音楽を聴く', '雨の日曜日に音楽を楽しむ', '鉄道の歴史を学ぶ', '鉄道の歴史を読む']
  const names = clusterNames(texts, [0, 0, 1, 1], 2)
  assert.match(names[0], /音楽|日曜日/)
  assert.match(names[1], /鉄道|歴史/)
})

test('the order of the items does not change the names', () => {
  const texts = [...about('engine coal', 5), ...about('soup leeks', 5)]
  const codes = texts.map((_, i) => (i < 5 ? 0 : 1))
  assert.deepEqual(clusterNames(texts.toReversed(), codes.toReversed(), 2), clusterNames(texts, codes, 2))
})
