// embed: texts to vectors. One embedder a file or folder, each behind the `Embedder` interface and listed in
// `embedders.ts`; around them the cache, the rule for long texts, and the door for pools that bring their own vectors.
// What vectors tell about a pool belongs to `measure`.

export { type EmbedOptions, embed } from './embed.ts'
export type { Embedder, EmbedRun } from './embedder.ts'
export { embedder, embedderNames } from './embedders.ts'
export { languageWarning } from './language.ts'
export { ngramEmbedder } from './ngrams/ngrams.ts'
export { type EnsureVectorsOptions, ensureVectors } from './vectors.ts'
export { averageWindows, planWindows, type WindowPlan } from './window.ts'
export { withCache } from './with-cache.ts'
