// All pairs of sets with a Jaccard similarity of at least t, without comparing all pairs.
//
// Two such sets share one of their rarest elements: with elements in one order, rarest first, the first shared one lies
// among the first |A| - ⌈t|A|⌉ + 1 of the larger set and the first |B| - ⌈2t/(1+t) |B|⌉ + 1 of the smaller, and where it
// lies bounds what the rest can share (prefix and positional filters; Xiao, Wang, Lin, Yu & Wang 2011, "Efficient
// similarity joins for near-duplicate detection"). What many texts have in common, such as a boilerplate beginning,
// comes last in that order, so it makes no candidates.

import { mix32 } from '../../core/index.ts'
import type { Components } from './components.ts'
import type { Pause } from './nearness.ts'
import { atLeast, type ShingleSets, sharedElements, sharedNeeded } from './shingle-sets.ts'

/** Sets handled between two pauses. */
const stride = 1024

/** Sets, and which of them belong together so far. */
export interface SetPool {
  readonly sets: ShingleSets
  /** Least Jaccard similarity of a near pair, in (0, 1]. */
  readonly threshold: number
  readonly components: Components
}

/**
 * Joins the components of all pairs of these sets that reach the threshold. Pairs that are joined already are passed
 * over, those within the component that is largest at the start without being looked at.
 * @param items numbers of the sets. Empty ones are near to nothing.
 * @param limit posting entries that may be visited.
 * @returns false, with nothing done, when it could take more than `limit` visits.
 */
export async function joinByPrefix(
  { sets, threshold, components }: SetPool,
  items: Int32Array,
  pause: Pause,
  limit = Number.POSITIVE_INFINITY,
): Promise<boolean> {
  for (let i = 0; i < items.length; i++) {
    if (i % stride === 0) await pause(i, items.length, 'preparing texts')
    sets.make(items[i])
  }
  const order = items.filter((item) => sets.size(item) > 0)
  order.sort((a, b) => sets.size(a) - sets.size(b) || a - b)
  const inLargest = membersOfLargest(order, components)
  const postings = createPostings(order, sets, threshold, inLargest)
  if (postings.visits > limit) return false

  const { probes, lists, begins, ends, entries, positions } = postings
  const elements = sets.elements()
  const sizes = Int32Array.from(order, (item) => sets.size(item))
  const seenBy = new Int32Array(order.length).fill(-1)
  for (let x = 0; x < order.length; x++) {
    if (x % stride === 0) await pause(x, order.length, 'comparing texts')
    const [start, size] = [sets.start(order[x]), sizes[x]]
    const smallest = atLeast(threshold * size)
    const parts = inLargest[x] === 1 ? 1 : 2
    for (let probe = probes[x]; probe < probes[x + 1]; probe++) {
      const i = probe - probes[x]
      const first = 2 * lists[probe]
      if (first < 0) continue
      for (let list = first; list < first + parts; list++) {
        // Sets come in ascending size, so one too small for this set is too small for all that follow.
        while (begins[list] < ends[list] && sizes[entries[begins[list]]] < smallest) begins[list]++
        for (let p = begins[list]; p < ends[list]; p++) {
          const y = entries[p]
          // The first shared element decides: its place bounds the rest.
          if (seenBy[y] === x) continue
          seenBy[y] = x
          const [j, sizeY] = [positions[p], sizes[y]]
          const needed = sharedNeeded(threshold, size, sizeY)
          if (Math.min(size - i, sizeY - j) < needed) continue
          if (components.find(order[x]) === components.find(order[y])) continue
          const startY = sets.start(order[y])
          const shared = sharedElements(elements, start + i, start + size, startY + j, startY + sizeY, needed)
          const similarity = shared / (size + sizeY - shared)
          if (shared >= 0 && similarity >= threshold) components.join(order[x], order[y], similarity)
        }
      }
    }
    postings.add(x)
  }
  return true
}

/** 1 for the items of the component with most items, the one found first of equally large ones. */
function membersOfLargest(items: Int32Array, { find }: Components): Uint8Array {
  const counts = new Map<number, number>()
  for (const item of items) counts.set(find(item), (counts.get(find(item)) ?? 0) + 1)
  let largest = -1
  for (const [root, count] of counts) if (count > (counts.get(largest) ?? 0)) largest = root
  return Uint8Array.from(items, (item) => (find(item) === largest ? 1 : 0))
}

/**
 * Where sets have the elements by which they can be found: two lists an element, 2e of sets outside the largest component
 * and 2e + 1 of sets inside, which look up only the former.
 */
interface Postings {
  /** Set x looks up the elements `probes[x] … probes[x + 1] - 1`, its first ones; `lists` has e for each, or -1. */
  readonly probes: Int32Array
  readonly lists: Int32Array
  /** Entries of list l: `begins[l] … ends[l] - 1`. */
  readonly begins: Int32Array
  readonly ends: Int32Array
  readonly entries: Int32Array
  /** Where in the set the element stands. */
  readonly positions: Int32Array
  /** Adds set x of the order to its lists. */
  add(x: number): void
  /** No more entries than these are looked at. */
  readonly visits: number
}

function createPostings(
  order: Int32Array,
  sets: ShingleSets,
  threshold: number,
  inLargest: Uint8Array,
): Postings {
  const elements = sets.elements()
  // Of its first elements, a set is looked up by fewer than it looks up itself: sets that look it up are larger.
  const findable = prefixLengths(order, sets, (2 * threshold) / (1 + threshold))
  const probing = prefixLengths(order, sets, threshold)
  const total = findable.reduce((sum, length) => sum + length, 0)
  const numbers = createNumbering(total)
  const probes = new Int32Array(order.length + 1)
  for (let x = 0; x < order.length; x++) probes[x + 1] = probes[x] + probing[x]
  const lists = new Int32Array(probes[order.length])
  const counts = new Int32Array(2 * total)
  for (let x = 0; x < order.length; x++) {
    const start = sets.start(order[x])
    for (let i = 0; i < findable[x]; i++) {
      const list = numbers.add(elements[start + i])
      lists[probes[x] + i] = list
      counts[2 * list + inLargest[x]]++
    }
  }
  let visits = 0
  for (let x = 0; x < order.length; x++) {
    const start = sets.start(order[x])
    for (let i = findable[x]; i < probing[x]; i++) lists[probes[x] + i] = numbers.find(elements[start + i])
    for (let i = probes[x]; i < probes[x + 1]; i++) {
      if (lists[i] < 0) continue
      visits += counts[2 * lists[i]] + (inLargest[x] === 1 ? 0 : counts[2 * lists[i] + 1])
    }
  }

  const begins = new Int32Array(2 * total)
  for (let l = 1; l < begins.length; l++) begins[l] = begins[l - 1] + counts[l - 1]
  const ends = begins.slice()
  const entries = new Int32Array(total)
  const positions = new Int32Array(total)
  function add(x: number): void {
    for (let i = 0; i < findable[x]; i++) {
      const list = 2 * lists[probes[x] + i] + inLargest[x]
      entries[ends[list]] = x
      positions[ends[list]++] = i
    }
  }
  return { probes, lists, begins, ends, entries, positions, add, visits }
}

/** |A| - ⌈share |A|⌉ + 1 of each set. */
function prefixLengths(order: Int32Array, sets: ShingleSets, share: number): Int32Array {
  return order.map((item) => sets.size(item) - atLeast(share * sets.size(item)) + 1)
}

/** Numbers 0, 1, … for at most `most` different elements, in the order in which they are added. */
function createNumbering(most: number): { add(element: number): number; find(element: number): number } {
  const mask = 2 ** Math.ceil(Math.log2(2 * most + 2)) - 1
  // 1 + number of the element, 0 where free.
  const slots = new Int32Array(mask + 1)
  const known = new Uint32Array(most)
  let count = 0

  function slotOf(element: number): number {
    let slot = mix32(element) & mask
    while (slots[slot] !== 0 && known[slots[slot] - 1] !== element) slot = (slot + 1) & mask
    return slot
  }

  return {
    add(element) {
      const slot = slotOf(element)
      if (slots[slot] === 0) {
        known[count] = element
        slots[slot] = ++count
      }
      return slots[slot] - 1
    },
    find: (element) => slots[slotOf(element)] - 1,
  }
}
