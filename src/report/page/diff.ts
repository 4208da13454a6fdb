// The page's script: what one text changed of another, word by word.

export interface DiffPart {
  readonly kind: 'same' | 'added' | 'removed'
  readonly words: readonly string[]
}

/**
 * The edits that turn `from` into `to`, by longest common subsequence of words; `undefined` when the texts are too long
 * for that. O(nm) in words after the common beginning and end are set aside.
 */
export function wordDiff(from: string, to: string): DiffPart[] | undefined {
  const largestTable = 1_000_000
  const a = from.split(/\s+/)
  const b = to.split(/\s+/)
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end])
    end++
  const left = a.slice(start, a.length - end)
  const right = b.slice(start, b.length - end)
  const width = right.length + 1
  if ((left.length + 1) * width > largestTable) return undefined

  // common[i * width + j]: length of the longest common subsequence of left[i…] and right[j…].
  const common = new Uint32Array((left.length + 1) * width)
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      common[i * width + j] =
        left[i] === right[j]
          ? common[(i + 1) * width + j + 1] + 1
          : Math.max(common[(i + 1) * width + j], common[i * width + j + 1])
    }
  }
  const parts: { kind: DiffPart['kind']; words: string[] }[] = []
  const push = (kind: DiffPart['kind'], words: string[]) => {
    if (words.length === 0) return
    const last = parts.at(-1)
    if (last?.kind === kind) last.words.push(...words)
    else parts.push({ kind, words: [...words] })
  }
  push('same', a.slice(0, start))
  let i = 0
  let j = 0
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i] === right[j]) {
      push('same', [left[i++]])
      j++
    } else if (
      j === right.length ||
      (i < left.length && common[(i + 1) * width + j] >= common[i * width + j + 1])
    ) {
      push('removed', [left[i++]])
    } else push('added', [right[j++]])
  }
  push('same', a.slice(a.length - end))
  return parts
}

/** The edits with only a few words of what stays the same around them; longer stretches become `…`. */
export function diffInContext(parts: readonly DiffPart[], context: number): DiffPart[] {
  return parts.map((part, i): DiffPart => {
    if (part.kind !== 'same') return part
    const before = i === 0 ? 0 : context
    const after = i === parts.length - 1 ? 0 : context
    if (part.words.length <= before + after + 1) return part
    const head = part.words.slice(0, before)
    const tail = after === 0 ? [] : part.words.slice(-after)
    return { kind: 'same', words: [...head, '…', ...tail] }
  })
}
