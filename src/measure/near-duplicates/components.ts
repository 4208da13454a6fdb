// Connected components grown pair by pair (union by size, path halving; Tarjan 1975), with the pairs that joined them.

/** A pair of contents that was found near and joined two components. */
export interface Link {
  readonly a: number
  readonly b: number
  readonly similarity: number
}

export interface Components {
  /** The number that all members of the component of `i`, and no others, share now. */
  find(i: number): number
  /** Joins the components of a and b, if they are two. */
  join(a: number, b: number, similarity: number): void
  /** The pairs that joined: a spanning forest. */
  readonly links: readonly Link[]
}

export function createComponents(n: number): Components {
  const parents = Int32Array.from({ length: n }, (_, i) => i)
  const sizes = new Int32Array(n).fill(1)
  const links: Link[] = []

  function find(i: number): number {
    let at = i
    while (parents[at] !== at) {
      parents[at] = parents[parents[at]]
      at = parents[at]
    }
    return at
  }

  function join(a: number, b: number, similarity: number): void {
    const [rootA, rootB] = [find(a), find(b)]
    if (rootA === rootB) return
    const [large, small] = sizes[rootA] >= sizes[rootB] ? [rootA, rootB] : [rootB, rootA]
    parents[small] = large
    sizes[large] += sizes[small]
    links.push({ a, b, similarity })
  }

  return { find, join, links }
}
