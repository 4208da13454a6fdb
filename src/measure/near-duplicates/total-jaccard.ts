// How near each text of a group is to the whole group: its total Jaccard similarity to all of it.

import { jaccard, type ShingleSets } from './shingle-sets.ts'

/** Groups up to this size are compared pair by pair, larger ones by their sketches. */
const pairwiseSize = 64

/**
 * Σ_g weights[g] J(i, g) for each text i of the group: exact for groups of at most 64 texts, beyond estimated from the
 * sketches in time linear in the group (in each place of the sketch, the weight of the texts that hold the same number).
 * @param sketchOf the sketch of a text, in memory that its next call overwrites.
 */
export function totalJaccard(
  group: readonly number[],
  weights: readonly number[],
  sets: ShingleSets,
  sketchOf: (text: number) => Uint32Array,
): Float64Array {
  return group.length <= pairwiseSize ? pairwise(group, weights, sets) : bySketches(group, weights, sketchOf)
}

function pairwise(group: readonly number[], weights: readonly number[], sets: ShingleSets): Float64Array {
  const totals = Float64Array.from(weights)
  for (let i = 1; i < group.length; i++) {
    for (let j = 0; j < i; j++) {
      const similarity = jaccard(sets, group[i], group[j], 0)
      totals[i] += weights[j] * similarity
      totals[j] += weights[i] * similarity
    }
  }
  return totals
}

function bySketches(
  group: readonly number[],
  weights: readonly number[],
  sketchOf: (text: number) => Uint32Array,
): Float64Array {
  const totals = new Float64Array(group.length)
  const sketches = group.map((text) => sketchOf(text).slice())
  const k = sketches[0].length
  for (let place = 0; place < k; place++) {
    const held = new Map<number, number>()
    sketches.forEach((sketch, i) => {
      held.set(sketch[place], (held.get(sketch[place]) ?? 0) + weights[i])
    })
    for (let i = 0; i < group.length; i++) totals[i] += (held.get(sketches[i][place]) ?? 0) / k
  }
  return totals
}
