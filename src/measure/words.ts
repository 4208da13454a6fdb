// The default tokeniser.
//
// A token is a lower-case run of letters, marks, digits and apostrophes, in any script (composed, Unicode NFC). A
// typographic apostrophe inside a word counts as a plain one. Scripts written without spaces (Han, kana, Thai, Lao,
// Khmer, Myanmar) give one token a letter, with its marks: this needs no dictionary and is the same on every machine.

import { mix32 } from '../core/index.ts'

/** Tokenised texts: equal tokens have equal numbers. */
export interface Tokens {
  /** Token numbers 0 … types - 1 in reading order, one text after another. */
  readonly ids: Int32Array
  /** Text i is `ids[offsets[i]]` … `ids[offsets[i + 1] - 1]`; its length is the number of texts plus one. */
  readonly offsets: Int32Array
  /** Number of different tokens. */
  readonly types: number
  /** A 32-bit hash of each token's characters, by token number: the same in every pool. */
  readonly hashes: Int32Array
}

/** The tokens of one text, as strings. */
export function wordsOf(text: string): string[] {
  const { ids, vocabulary } = scan([text])
  return Array.from(ids, (id) => vocabulary.word(id))
}

/** The tokens of texts, as numbers. Linear in the total length; makes no string of any token. */
export function readWords(texts: readonly string[]): Tokens {
  const { ids, offsets, vocabulary } = scan(texts)
  return { ids, offsets, types: vocabulary.size, hashes: vocabulary.hashes.slice(0, vocabulary.size) }
}

const kind = { unknown: 0, separator: 1, word: 2, mark: 3, single: 4, surrogate: 5, quote: 6 } as const
const typographicApostrophe = 0x2019
const plainApostrophe = 0x27
const firstCombining = 0x300

// By UTF-16 code unit, filled as characters are met: reading Unicode properties of all of them would slow start-up.
const kinds = new Uint8Array(0x10000)
const pairKinds = new Map<number, number>()

function classify(code: number): number {
  if (code >= 0xd800 && code <= 0xdfff) return kind.surrogate
  if (code === typographicApostrophe) return kind.quote
  return classifyCharacter(String.fromCodePoint(code))
}

function classifyCharacter(character: string): number {
  if (character === "'") return kind.word
  if (/^\p{M}$/u.test(character)) return kind.mark
  if (!/^[\p{L}\p{N}]$/u.test(character)) return kind.separator
  const spaceless =
    /^[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]$/u
  return /^\p{L}$/u.test(character) && spaceless.test(character) ? kind.single : kind.word
}

function kindOf(code: number): number {
  const known = kinds[code]
  if (known !== kind.unknown) return known
  kinds[code] = classify(code)
  return kinds[code]
}

/** Whether the code point is a letter or a digit of any script. */
export function isLetterOrDigit(codePoint: number): boolean {
  const what = codePoint > 0xffff ? kindOfPair(codePoint) : kindOf(codePoint)
  return (what === kind.word || what === kind.single) && codePoint !== plainApostrophe
}

function kindOfPair(code: number): number {
  const known = pairKinds.get(code)
  if (known !== undefined) return known
  const found = classifyCharacter(String.fromCodePoint(code))
  pairKinds.set(code, found)
  return found
}

function scan(texts: readonly string[]): Pick<Tokens, 'ids' | 'offsets'> & { vocabulary: Vocabulary } {
  const vocabulary = new Vocabulary()
  const offsets = new Int32Array(texts.length + 1)
  let ids = new Int32Array(64)
  let count = 0
  texts.forEach((text, t) => {
    const lower = composed(text).toLowerCase()
    const end = lower.length
    if (count + end > ids.length) ids = grown(ids, count + end)
    vocabulary.reserve(end)
    let open = false
    let single = false
    for (let i = 0; i < end; i++) {
      let code = lower.charCodeAt(i)
      let units = 1
      let what = kindOf(code)
      if (what === kind.surrogate) {
        code = lower.codePointAt(i)!
        units = code > 0xffff ? 2 : 1
        what = units === 2 ? kindOfPair(code) : kind.separator
      } else if (what === kind.quote) {
        const joins = open && !single && i + 1 < end && kindOf(lower.charCodeAt(i + 1)) === kind.word
        what = joins ? kind.word : kind.separator
        code = plainApostrophe
      }
      const continues = open && (what === kind.mark || (what === kind.word && !single))
      if (!continues) {
        if (open) ids[count++] = vocabulary.close()
        open = what === kind.word || what === kind.single
        single = what === kind.single
      }
      if (open) {
        if (units === 2) {
          vocabulary.append(lower.charCodeAt(i))
          code = lower.charCodeAt(i + 1)
        }
        vocabulary.append(code)
      }
      i += units - 1
    }
    if (open) ids[count++] = vocabulary.close()
    offsets[t + 1] = count
  })
  return { ids: ids.slice(0, count), offsets, vocabulary }
}

/** Unicode NFC, which leaves texts without combining or later characters as they are. */
function composed(text: string): string {
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) >= firstCombining) return text.normalize('NFC')
  }
  return text
}

/** Numbers words by their characters, without making a string of each occurrence. */
class Vocabulary {
  size = 0
  hashes = new Int32Array(64)
  private characters = new Uint16Array(256)
  private starts = new Int32Array(64)
  // 1 + word number by hash, 0 where free; at most half full.
  private slots = new Int32Array(128)
  // The word being read lies behind the last finished one.
  private end = 0
  private hash = 0

  /** Makes room for a word of this many more characters. */
  reserve(length: number): void {
    const needed = this.starts[this.size] + length
    if (needed > this.characters.length) this.characters = grown(this.characters, needed)
  }

  append(code: number): void {
    this.characters[this.end++] = code
    this.hash = Math.imul(this.hash ^ code, 0x01000193)
  }

  /** Ends the word and returns its number. */
  close(): number {
    const { characters, starts, slots } = this
    const start = starts[this.size]
    const length = this.end - start
    const hash = mix32(this.hash) | 0
    this.hash = 0
    const mask = slots.length - 1
    let slot = hash & mask
    for (; slots[slot] !== 0; slot = (slot + 1) & mask) {
      const id = slots[slot] - 1
      if (this.hashes[id] !== hash || starts[id + 1] - starts[id] !== length) continue
      let same = 0
      while (same < length && characters[starts[id] + same] === characters[start + same]) same++
      if (same === length) {
        this.end = start
        return id
      }
    }
    return this.insert(slot, hash)
  }

  word(id: number): string {
    return new TextDecoder('utf-16le').decode(this.characters.subarray(this.starts[id], this.starts[id + 1]))
  }

  private insert(slot: number, hash: number): number {
    const id = this.size++
    this.slots[slot] = id + 1
    if (id + 2 > this.starts.length) this.starts = grown(this.starts, id + 2)
    if (id >= this.hashes.length) this.hashes = grown(this.hashes, id + 1)
    this.starts[id + 1] = this.end
    this.hashes[id] = hash
    if (this.size * 2 > this.slots.length) this.rehash()
    return id
  }

  private rehash(): void {
    const slots = new Int32Array(this.slots.length * 4)
    const mask = slots.length - 1
    for (let id = 0; id < this.size; id++) {
      let slot = this.hashes[id] & mask
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = id + 1
    }
    this.slots = slots
  }
}

function grown<A extends Int32Array | Uint16Array>(array: A, length: number): A {
  const larger = new (array.constructor as new (length: number) => A)(Math.max(length, array.length * 2))
  larger.set(array)
  return larger
}
