import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chatText } from './chat.ts'
import { columnNames, columnReader } from './path.ts'

const row = {
  meta: { score: 3, 'a.b': 'dotted' },
  'meta.score': 4,
  choices: [{ text: 'first' }, { text: 'last' }],
  messages: [
    { role: 'system', content: 'be brief' },
    { role: 'user', content: 'hello?' },
    { role: 'assistant', content: 'hello!' },
    { role: 'user', content: 'bye' },
  ],
}

test('dots step into objects, numbers pick from lists, roles pick from conversations', () => {
  assert.equal(columnReader('choices.0.text')(row), 'first')
  assert.equal(columnReader('choices.-1.text')(row), 'last')
  assert.equal(columnReader('messages.user')(row), 'bye')
  assert.equal(columnReader('messages.Assistant')(row), 'hello!')
  assert.equal(columnReader('messages.tool')(row), undefined)
  assert.equal(columnReader('meta.nothing.at.all')(row), undefined)
  assert.equal(columnReader('choices.9.text')(row), undefined)
})

test('a key that holds dots goes before a path', () => {
  assert.equal(columnReader('meta.score')(row), 4)
})

test('what every object inherits is no column', () => {
  for (const name of ['constructor', '__proto__', 'toString', 'meta.constructor', '__proto__.x'])
    assert.equal(columnReader(name)(row), undefined, name)
  assert.equal(columnReader('__proto__')(JSON.parse('{"__proto__": "mine"}')), 'mine')
})

test('objects open into dotted names; conversations and lists of scalars are columns, other lists are not', () => {
  assert.deepEqual(
    columnNames([
      { id: 1, meta: { a: 1, b: { c: 2 } } },
      { tags: ['x'], messages: row.messages },
    ]),
    ['id', 'meta.a', 'meta.b.c', 'tags', 'messages'],
  )
  assert.deepEqual(columnNames([{ choices: row.choices.map(({ text }) => ({ said: text })) }]), [])
})

test('an object with very many keys gives no more columns than can be listed', () => {
  const wide = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`k${i}`, i]))
  assert.equal(columnNames([{ wide }]).length, 1000)
})

test('a conversation says the last message of the assistant', () => {
  assert.equal(chatText(row.messages), 'hello!')
})

test('a conversation without the assistant says its last message with text', () => {
  assert.equal(
    chatText([
      { role: 'user', content: 'q' },
      { role: 'tool', content: null },
    ]),
    'q',
  )
})

test('content in parts, call messages without content, and the older spelling are read', () => {
  assert.equal(
    chatText([
      {
        role: 'assistant',
        content: [{ type: 'text', text: 'a' }, { type: 'image_url' }, { type: 'text', text: 'b' }],
      },
      { role: 'assistant', content: null, tool_calls: [] },
    ]),
    'a\nb',
  )
  const shared = [
    { from: 'human', value: 'q' },
    { from: 'gpt', value: 'a' },
  ]
  assert.equal(chatText(shared), 'a')
  assert.equal(chatText(shared, 'user'), 'q')
  assert.equal(chatText(shared, 'human'), 'q')
})

test('what is no conversation says nothing', () => {
  for (const value of [null, 3, 'text', [], {}, [1, 2], [{ content: 'no role' }], ['a']])
    assert.equal(chatText(value), undefined)
})

test('one message alone and bare parts are read', () => {
  assert.equal(chatText({ role: 'assistant', content: 'alone' }), 'alone')
  assert.equal(chatText([{ type: 'text', text: 'part' }]), 'part')
})
