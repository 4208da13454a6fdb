// The lines of a text.

/** Lines without the white space around them; blank ones are left out. */
export function linesOf(text: string): string[] {
  const lines: string[] = []
  for (const line of text.split(/\r\n|[\n\r\u2028\u2029]/)) {
    const trimmed = line.trim()
    if (trimmed !== '') lines.push(trimmed)
  }
  return lines
}
