// What kind of character a code point is, for cutting a text into words in any script.

/** Kinds of code points. A run of one kind is a word; white space separates, and ignored ones vanish. */
export const kind = { space: 0, word: 1, dense: 2, other: 3, ignored: 4 } as const

const ignorable = /\p{Default_Ignorable_Code_Point}/u
const space = /\s/u
const letter = /[\p{L}\p{N}\p{M}]/u
/** Scripts in which a character is a syllable or a word, most of them written without spaces. */
const dense = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}\p{scx=Yi}]/u

const pageSize = 256
/** Kinds of the pages of 256 code points met so far: asking the regular expressions each time would be too slow. */
const pages: (Uint8Array | undefined)[] = new Array(0x110000 / pageSize).fill(undefined)

/** The kind of a code point; a lone surrogate is `other`. */
export function kindOf(point: number): number {
  const page = pages[point >>> 8] ?? fillPage(point >>> 8)
  return page[point & 0xff]
}

function fillPage(number: number): Uint8Array {
  const page = Uint8Array.from({ length: pageSize }, (_, i) => lookUp(number * pageSize + i))
  pages[number] = page
  return page
}

function lookUp(point: number): number {
  const character = String.fromCodePoint(point)
  if (space.test(character)) return kind.space
  if (ignorable.test(character)) return kind.ignored
  if (!letter.test(character)) return kind.other
  return dense.test(character) ? kind.dense : kind.word
}
