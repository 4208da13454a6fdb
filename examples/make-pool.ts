// Makes the example pool: 600 answers of an imaginary assistant, with topics, duplicates and four prompts that it always
// answers alike planted in them, so that tests know the truth. `node examples/make-pool.ts` writes examples/pool.jsonl.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Random, randomStream } from '../src/core/index.ts'
import { topics } from './topics/index.ts'

export interface ExampleRow {
  readonly id: string
  readonly topic: string
  readonly prompt: string
  readonly text: string
  /** A rating in [0, 1]. */
  readonly quality: number
}

/** What was planted. */
export interface PoolTruth {
  readonly topics: readonly string[]
  readonly prompts: readonly string[]
  /** Prompts whose answers are all nearly alike. */
  readonly collapsed: readonly string[]
  /** `id` repeats `of`: word for word, or with one or two words changed (Jaccard of word triples at least 0.8). */
  readonly duplicates: readonly {
    readonly id: string
    readonly of: string
    readonly kind: 'exact' | 'near'
  }[]
  /** One answer of more than a thousand words. */
  readonly long: string
  readonly foreign: readonly { readonly id: string; readonly language: string }[]
  /** Sentences of substance in each ordinary answer; the mean quality is `0.3 + 0.13 × points`. */
  readonly points: Readonly<Record<string, number>>
}

const answersPerPrompt = 13
const answersPerCollapsedPrompt = 18
const exactDuplicates = 12
const nearDuplicates = 40
/** Answers that were not planted as duplicates share at most this Jaccard similarity of word triples. */
const strangerLimit = 0.35
const nearLimit = 0.8
const longPrompt = 'Why did Rome fall?'

const openers = [
  'Short version first.',
  'Happy to help.',
  'There are a few good ways to look at this.',
  'I asked myself the same thing last winter.',
  'Opinions differ, so take these as mine.',
  'In order of importance:',
  'Let me be practical.',
  'You will get ten answers from ten people.',
  'This one has a lovely explanation.',
  'Do not worry, everybody gets stuck here.',
]
const closers = [
  'Start there and see what changes.',
  'The rest is patience.',
  'Tell me how it goes.',
  'If in doubt, do less.',
  'That alone will take you most of the way.',
  'Anything beyond that is taste.',
  'Nobody gets it right the first time.',
  'Ask again when you have tried it.',
]
const swaps: Readonly<Record<string, string>> = {
  because: 'since',
  since: 'because',
  until: 'till',
  while: 'whereas',
  big: 'large',
  most: 'nearly all',
  only: 'just',
  never: 'not ever',
  always: 'invariably',
  every: 'each',
  roughly: 'about',
  about: 'roughly',
  tells: 'shows',
  show: 'reveal',
  may: 'might',
  so: 'thus',
  yet: 'but',
}
const insertions = ['really', 'usually', 'simply', 'honestly', 'also']
const insertable = new Set(['is', 'are', 'they', 'you', 'it', 'and', 'who', 'that', 'which'])

interface Draft {
  topic: string
  prompt: string
  text: string
  quality: number
  points?: number
  duplicate?: { of: Draft; kind: 'exact' | 'near' }
  language?: string
  long?: boolean
}

/**
 * The example pool and what was planted in it. The same seed gives the same rows on every machine; the committed file
 * is `makePool(1)`.
 */
export function makePool(seed: number): { rows: ExampleRow[]; truth: PoolTruth } {
  const random = randomStream(seed, 'example-pool')
  const originals = topics.flatMap((topic) => topicDrafts(topic.name, random.stream(topic.name)))
  const drafts = [...originals, ...duplicatesOf(originals, random.stream('duplicates'))]
  const order = random.stream('order').permutation(drafts.length)
  const idOf = new Map<Draft, string>()
  order.forEach((draft, i) => {
    idOf.set(drafts[draft], `a${String(i + 1).padStart(3, '0')}`)
  })
  const inOrder = Array.from(order, (draft) => drafts[draft])
  const id = (draft: Draft) => idOf.get(draft)!
  return {
    rows: inOrder.map((draft) => ({
      id: id(draft),
      topic: draft.topic,
      prompt: draft.prompt,
      text: draft.text,
      quality: Math.round(Math.min(1, Math.max(0, draft.quality)) * 1000) / 1000,
    })),
    truth: {
      topics: topics.map(({ name }) => name),
      prompts: topics.flatMap(({ prompts }) => prompts.map(({ prompt }) => prompt)),
      collapsed: topics.flatMap(({ prompts }) => prompts.filter((p) => p.always).map((p) => p.prompt)),
      duplicates: inOrder.flatMap((draft) =>
        draft.duplicate ? [{ id: id(draft), of: id(draft.duplicate.of), kind: draft.duplicate.kind }] : [],
      ),
      long: id(inOrder.find((draft) => draft.long)!),
      foreign: inOrder.flatMap((draft) =>
        draft.language ? [{ id: id(draft), language: draft.language }] : [],
      ),
      points: Object.fromEntries(
        inOrder.flatMap((draft) => (draft.points === undefined ? [] : [[id(draft), draft.points]])),
      ),
    },
  }
}

function topicDrafts(topicName: string, random: Random): Draft[] {
  const topic = topics.find(({ name }) => name === topicName)!
  const drafts: Draft[] = []
  for (const { prompt, ideas, always } of topic.prompts) {
    if (always !== undefined) {
      drafts.push(...collapsedDrafts(topic.name, prompt, always, random))
      continue
    }
    const long = prompt === longPrompt
    if (long) {
      const everything = topic.prompts.flatMap((p) => p.ideas)
      const text = [...everything, ...everything, ...everything].map((idea) => expand(idea, random)).join(' ')
      drafts.push({ topic: topic.name, prompt, text, quality: 0.55, long })
    }
    const wanted = long ? answersPerPrompt - 1 : answersPerPrompt
    const written: Draft[] = []
    while (written.length < wanted) {
      const draft = ordinaryDraft(topic.name, prompt, ideas, random)
      const likest = Math.max(0, ...written.map(({ text }) => jaccard(text, draft.text)))
      if (likest <= strangerLimit) written.push(draft)
    }
    drafts.push(...written)
  }
  if (topic.foreign) {
    const { prompt, language, text } = topic.foreign
    const quality = 0.6 + 0.05 * random.normal()
    drafts.push({ topic: topic.name, prompt: topic.prompts[prompt].prompt, text, quality, language })
  }
  return drafts
}

function ordinaryDraft(topic: string, prompt: string, ideas: readonly string[], random: Random): Draft {
  const chance = random.uniform()
  const points = chance < 0.1 ? 1 : chance < 0.42 ? 2 : chance < 0.8 ? 3 : 4
  const chosen = Array.from(random.sample(ideas.length, points), (i) => expand(ideas[i], random))
  const opener = random.uniform() < 0.3 ? [pick(openers, random)] : []
  const closer = random.uniform() < 0.25 ? [pick(closers, random)] : []
  const quality = 0.3 + 0.13 * points + 0.05 * random.normal()
  return { topic, prompt, text: [...opener, ...chosen, ...closer].join(' '), quality, points }
}

function collapsedDrafts(topic: string, prompt: string, always: string, random: Random): Draft[] {
  const texts = new Set<string>()
  while (texts.size < answersPerCollapsedPrompt) texts.add(expand(always, random))
  return [...texts].map((text) => ({ topic, prompt, text, quality: 0.86 + 0.03 * random.normal() }))
}

/** Copies and near copies of ordinary answers with at least three points; every tenth source has two. */
function duplicatesOf(originals: readonly Draft[], random: Random): Draft[] {
  const eligible = originals.filter(({ points }) => points !== undefined && points >= 3)
  const sources = Array.from(random.permutation(eligible.length), (i) => eligible[i])
  const copies: Draft[] = []
  let next = 0
  while (copies.length < exactDuplicates + nearDuplicates) {
    const of = sources[next++]
    const times = next % 10 === 0 ? 2 : 1
    for (let i = 0; i < times; i++) {
      const kind = copies.length < exactDuplicates ? 'exact' : 'near'
      const text = kind === 'exact' ? of.text : nearCopy(of.text, random)
      const quality = of.quality + 0.02 * random.normal()
      copies.push({ topic: of.topic, prompt: of.prompt, text, quality, duplicate: { of, kind } })
    }
  }
  return copies.slice(0, exactDuplicates + nearDuplicates)
}

function nearCopy(text: string, random: Random): string {
  for (;;) {
    let copy = edit(text, random)
    if (random.uniform() < 0.4) copy = edit(copy, random)
    if (copy !== text && jaccard(text, copy) >= nearLimit) return copy
  }
}

/** One word exchanged, inserted or misspelt. */
function edit(text: string, random: Random): string {
  const words = text.split(' ')
  const exchangeable = words.flatMap((word, i) => (Object.hasOwn(swaps, word) ? [i] : []))
  const chance = random.uniform()
  if (chance < 0.5 && exchangeable.length > 0) {
    const i = pick(exchangeable, random)
    words[i] = swaps[words[i]]
  } else if (chance < 0.75 && words.some((word) => insertable.has(word))) {
    const places = words.flatMap((word, i) => (insertable.has(word) ? [i + 1] : []))
    words.splice(pick(places, random), 0, pick(insertions, random))
  } else {
    const long = words.flatMap((word, i) => (/^[a-z]{6,}$/.test(word) ? [i] : []))
    if (long.length === 0) return text
    const i = pick(long, random)
    const at = 1 + random.integer(words[i].length - 3)
    words[i] = words[i].slice(0, at) + words[i][at + 1] + words[i][at] + words[i].slice(at + 2)
  }
  return words.join(' ')
}

/** `{a|b}` becomes a or b. */
function expand(sentence: string, random: Random): string {
  return sentence.replace(/\{([^}]*)\}/g, (_, choices: string) => pick(choices.split('|'), random))
}

function pick<T>(values: readonly T[], random: Random): T {
  return values[random.integer(values.length)]
}

/** Jaccard similarity of the sets of word triples. */
export function jaccard(a: string, b: string): number {
  const left = triples(a)
  const right = triples(b)
  let common = 0
  for (const triple of left) if (right.has(triple)) common++
  return common / (left.size + right.size - common)
}

function triples(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? []
  return new Set(words.slice(2).map((word, i) => `${words[i]} ${words[i + 1]} ${word}`))
}

/** The file's content: one JSON object a line. */
export function poolLines(rows: readonly ExampleRow[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('')
}

if (import.meta.main) {
  writeFileSync(join(import.meta.dirname, 'pool.jsonl'), poolLines(makePool(1).rows))
}
