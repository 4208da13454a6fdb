// The m lowest of a stream of scored positions: a heap with the highest at its root.

export interface Lowest {
  /** Scores at or above this cannot enter; infinite until there are m. */
  readonly bar: number
  /** Takes the pair in when it is among the m lowest so far. Of equal scores the lower position is the lower. */
  offer(score: number, position: number): void
  /** The positions kept, in no particular order. */
  readonly positions: Int32Array
}

export function lowest(m: number): Lowest {
  const scores = new Float64Array(m)
  const positions = new Int32Array(m)
  let count = 0

  const above = (a: number, b: number): boolean =>
    scores[a] > scores[b] || (scores[a] === scores[b] && positions[a] > positions[b])

  function swap(a: number, b: number): void {
    const [score, position] = [scores[a], positions[a]]
    scores[a] = scores[b]
    positions[a] = positions[b]
    scores[b] = score
    positions[b] = position
  }

  function rise(from: number): void {
    for (let child = from; child > 0; ) {
      const parent = (child - 1) >> 1
      if (!above(child, parent)) return
      swap(child, parent)
      child = parent
    }
  }

  function sink(): void {
    for (let parent = 0; ; ) {
      let child = 2 * parent + 1
      if (child >= count) return
      if (child + 1 < count && above(child + 1, child)) child++
      if (!above(child, parent)) return
      swap(child, parent)
      parent = child
    }
  }

  return {
    get bar() {
      return count < m ? Number.POSITIVE_INFINITY : scores[0]
    },
    offer(score, position) {
      if (count < m) {
        scores[count] = score
        positions[count] = position
        rise(count++)
      } else if (score < scores[0] || (score === scores[0] && position < positions[0])) {
        scores[0] = score
        positions[0] = position
        sink()
      }
    },
    get positions() {
      return positions.subarray(0, count)
    },
  }
}
