// Errors that a user can cause and mend, and the exit codes of the command line.

/** What the process exits with: done, a gate that did not hold, the user's error, our defect, interrupted. */
export const exitCode = { done: 0, gate: 1, usage: 2, defect: 70, interrupted: 130 } as const

/**
 * An error the user can mend: one sentence that says what is wrong, where, and what to do.
 * `code` is stable and meant for programs; the message is meant for people. Shown without a stack trace, exit code 2.
 */
export class GamutError extends Error {
  readonly code: string
  constructor(code: string, message: string, options?: ErrorOptions) {
    // A message may quote names and values of the user's, which may hold line breaks.
    super(message.replaceAll(/\s*[\r\n]+\s*/g, ' '), options)
    this.name = 'GamutError'
    this.code = code
  }
}

/** The text of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** The candidate nearest to a mistyped name (Levenshtein distance at most a third of its length, or 2), if any. */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined
  let bestDistance = Math.max(2, Math.floor(name.length / 3)) + 1
  for (const candidate of candidates) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase())
    if (distance < bestDistance) {
      best = candidate
      bestDistance = distance
    }
  }
  return best
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const substitution = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(substitution, previous[j] + 1, row[j - 1] + 1))
    }
    previous = row
  }
  return previous[b.length]
}
