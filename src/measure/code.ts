// Source code without what is no code: comments and the contents of strings, told apart by the marks that most languages
// share. A guess, not a parser: enough to count by.

/**
 * The code with comments and string contents replaced by spaces, line breaks kept. Knows `//`, `/* … *\/`, `#` after a space or
 * at the start of a line, quotes `'`, `"`, `` ` `` with backslash escapes, and triple quotes. A single or double quote
 * that does not close on its line is an apostrophe, and so are those after it on that line. Linear.
 */
export function bareCode(text: string): string {
  const kept: string[] = []
  // Up to where each kind of quote is known not to close: without it, escapes could make the scan quadratic.
  const unclosed: Record<string, number> = { "'": 0, '"': 0, '`': 0 }
  let from = 0
  let i = 0
  while (i < text.length) {
    const end = skipped(text, i, unclosed)
    if (end > i) {
      kept.push(text.slice(from, i), text.slice(i, end).replace(/[^\n]/g, ' '))
      from = end
      i = end
    } else i++
  }
  kept.push(text.slice(from))
  return kept.join('')
}

/** Where the comment or string that begins at `i` ends; `i` when none begins there. */
function skipped(text: string, i: number, unclosed: Record<string, number>): number {
  const character = text[i]
  if (character === '/' && text[i + 1] === '/') return lineEnd(text, i)
  if (character === '/' && text[i + 1] === '*') return after(text, '*/', i + 2)
  if (character === '#' && (i === 0 || /\s/.test(text[i - 1]))) return lineEnd(text, i)
  if (!(character in unclosed) || i < unclosed[character]) return i
  const triple = character.repeat(3)
  if (text.startsWith(triple, i)) return after(text, triple, i + 3)
  const limit = character === '`' ? text.length : lineEnd(text, i)
  for (let j = i + 1; j < limit; j++) {
    if (text[j] === '\\') j++
    else if (text[j] === character) return j + 1
  }
  unclosed[character] = limit
  return i
}

function lineEnd(text: string, i: number): number {
  const end = text.indexOf('\n', i)
  return end < 0 ? text.length : end
}

function after(text: string, mark: string, i: number): number {
  const end = text.indexOf(mark, i)
  return end < 0 ? text.length : end + mark.length
}
