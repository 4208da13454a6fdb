// Short names for clusters: the words that set one apart from the others.
//
// Words are ranked by p ln(p / r) · idf, where p and r are the shares of items that hold the word inside and outside the
// cluster, and idf is the log of the inverse share everywhere: the word's part in the Kullback-Leibler divergence of the two,
// weighed as in TF-IDF. A word must be frequent inside and rare elsewhere; words that are common everywhere come last
// without a list of stop words. Counting items gives a long item no more say than a short one.

/** Characters read of each text: enough to know what it is about. */
const readLength = 2000
/** Scripts that are written without spaces need a dictionary to find words. */
const spaceless = /[\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]/
const spacedWord = /[\p{L}\p{M}][\p{L}\p{M}\p{N}'’-]*/gu

/**
 * One name a cluster, of up to `terms` words.
 * @param codes cluster of each text, 0 … k-1.
 * @returns k different names; `cluster i` where a cluster has no words of its own.
 * Time linear in the total length (of at most 2,000 characters a text).
 */
export function clusterNames(
  texts: readonly string[],
  codes: ArrayLike<number>,
  k: number,
  { terms = 3 }: { terms?: number } = {},
): string[] {
  const { counts, forms } = countWords(texts, codes, k)
  const sizes = new Float64Array(k)
  for (let i = 0; i < texts.length; i++) sizes[codes[i]]++
  const taken = new Set<string>()
  return Array.from({ length: k }, (_, cluster) => {
    const ranked = rankedWords(counts, cluster, sizes[cluster], texts.length)
    const words = distinctWords(ranked, terms).map((word) => commonForm(forms.get(word)!))
    let name = words.join(' · ')
    if (name === '' || taken.has(name)) name = `cluster ${cluster + 1}`
    taken.add(name)
    return name
  })
}

interface WordCounts {
  /** For each word in how many items of each cluster it occurs. */
  readonly counts: ReadonlyMap<string, Float64Array>
  /** How often each spelling (upper or lower case) of a word leads its item. */
  readonly forms: ReadonlyMap<string, Map<string, number>>
}

function countWords(texts: readonly string[], codes: ArrayLike<number>, k: number): WordCounts {
  const counts = new Map<string, Float64Array>()
  const forms = new Map<string, Map<string, number>>()
  for (let i = 0; i < texts.length; i++) {
    const seen = new Set<string>()
    for (const form of wordsOf(texts[i].slice(0, readLength))) {
      const word = form.toLowerCase()
      if (seen.has(word)) continue
      seen.add(word)
      const known = counts.get(word) ?? new Float64Array(k)
      known[codes[i]]++
      counts.set(word, known)
      const spellings = forms.get(word) ?? new Map<string, number>()
      spellings.set(form, (spellings.get(form) ?? 0) + 1)
      forms.set(word, spellings)
    }
  }
  return { counts, forms }
}

function* wordsOf(text: string): Iterable<string> {
  if (spaceless.test(text)) {
    for (const { segment, isWordLike } of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(
      text,
    )) {
      if (isWordLike && [...segment].length >= 2) yield segment
    }
    return
  }
  for (const [word] of text.matchAll(spacedWord)) if (word.length >= 3) yield word
}

/** Words of a cluster, most telling first; those in a single item only where there is nothing else. */
function rankedWords(counts: WordCounts['counts'], cluster: number, size: number, total: number): string[] {
  const scored: { word: string; score: number; inside: number }[] = []
  for (const [word, byCluster] of counts) {
    const inside = byCluster[cluster]
    if (inside === 0) continue
    const everywhere = byCluster.reduce((sum, count) => sum + count, 0)
    const share = inside / size
    const shareOutside = (everywhere - inside) / Math.max(1, total - size)
    // One imagined item keeps a word that occurs nowhere else from counting without limit.
    const smoothing = 1 / total
    const rarity = Math.log(total / everywhere)
    const score = rarity * share * Math.log((share + smoothing) / (shareOutside + smoothing))
    if (score > 0) scored.push({ word, score, inside })
  }
  const repeated = scored.filter(({ inside }) => inside >= 2)
  return (repeated.length > 0 ? repeated : scored)
    .sort((a, b) => b.score - a.score || b.word.length - a.word.length || (a.word < b.word ? -1 : 1))
    .map(({ word }) => word)
}

/** The first words that are not forms of one another, such as bean and beans. */
function distinctWords(ranked: readonly string[], limit: number): string[] {
  const stemLength = 4
  const kept: string[] = []
  for (const word of ranked) {
    if (kept.length === limit) break
    const alike = kept.some((other) => {
      const shorter = word.length < other.length ? word : other
      const longer = shorter === word ? other : word
      return longer.startsWith(shorter.slice(0, Math.max(stemLength, shorter.length - 2)))
    })
    if (!alike) kept.push(word)
  }
  return kept
}

/** The commonest spelling, the lower-case one when in doubt. */
function commonForm(spellings: ReadonlyMap<string, number>): string {
  const [[form]] = [...spellings].sort(([a, x], [b, y]) => y - x || (a > b ? -1 : 1))
  return form
}
