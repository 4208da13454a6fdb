// measure: how varied, how good, how complex, how redundant a pool is. One measure a file, each a plain exported function
// with its description as the default export (`defineMeasure`); `measure()` runs a panel of them over a pool or a source.
// Nothing here selects, generates or draws.

export { type AnswerMode, answerMatches } from './answer-match.ts'
export { bleu } from './bleu.ts'
export { characterCount } from './characters.ts'
export { compressedLength } from './compressed-length.ts'
export { type Codec, compressionRatio } from './compression-ratio.ts'
export { convexHullVolume } from './convex-hull/convex-hull.ts'
export { cyclomaticComplexity } from './cyclomatic-complexity.ts'
export {
  defineItemMeasure,
  defineMeasure,
  type Family,
  type ItemMeasure,
  type Measure,
  type MeasureDescription,
  type MeasureValue,
  measureValue,
  type Reading,
} from './define.ts'
export { distinctN } from './distinct-n.ts'
export { diversityGain } from './diversity-gain.ts'
export { duplicateLines } from './duplicate-lines.ts'
export {
  type ExpectationAdjustedOptions,
  expectationAdjustedDistinct,
} from './expectation-adjusted-distinct.ts'
export { facilityLocationValue } from './facility-location.ts'
export { featureStd } from './feature-std.ts'
export { type Grid, gridCells, gridCoverage, gridElites, gridSize, qdScore } from './grid.ts'
export { hdd } from './hdd.ts'
export { hillNumber, modeDiversity } from './hill.ts'
export { ifd } from './ifd.ts'
export { type ImportanceOptions, importanceWeights } from './importance-weight.ts'
export { type IntDivOptions, intDiv, intDivFromVectors } from './int-div.ts'
export { intraClassSimilarity } from './intra-class-similarity.ts'
export { labelCoverage } from './label-coverage.ts'
export { entropy } from './label-entropy.ts'
export { logDeterminant } from './log-determinant.ts'
export { meanPairwiseDistance } from './mean-pairwise-distance.ts'
export { meanSimilarity } from './mean-similarity.ts'
export { type MeasureOptions, measure, measureWithMaterial } from './measure.ts'
export {
  correlations,
  type MeasureCorrelations,
  measureCorrelations,
  spearman,
} from './measure-correlations.ts'
export { defaultPanel, groupPanel, measures } from './measures.ts'
export { mtld } from './mtld.ts'
export type { NearDuplicateGroup, NearDuplicateMember } from './near-duplicates/groups.ts'
export {
  type DuplicateMethod,
  type NearDuplicateOptions,
  type NearDuplicates,
  nearDuplicates,
} from './near-duplicates/near-duplicates.ts'
export { nearestDistances } from './nearest-distance.ts'
export { nestingDepth } from './nesting-depth.ts'
export { ngramDiversity } from './ngram-diversity.ts'
export { ngramFrequency } from './ngram-frequency.ts'
export { ngramJaccard } from './ngram-jaccard.ts'
export { ngramKernel } from './ngram-kernel.ts'
export { type Order, order, orderValue, writableOrder } from './order.ts'
export { passAtK } from './pass-at-k.ts'
export { perplexity } from './perplexity.ts'
export { type ClusterParams, type Clusters, clustersOfPool, defaultClusters } from './pool-clusters.ts'
export { type PoolDuplicateOptions, poolDuplicates } from './pool-duplicates.ts'
export { punctuationLines } from './punctuation-lines.ts'
export { qualitySummary } from './quality.ts'
export { qualityWeightedVendi } from './quality-weighted-vendi.ts'
export { radius } from './radius.ts'
export { repetition } from './repetition.ts'
export { type MeasuredEntry, type PerGroup, type PoolReport, poolReport } from './result.ts'
export { pairwiseRougeL, rougeL } from './rouge-l.ts'
export { type RougeNoveltyOptions, rougeNovel } from './rouge-l-novelty.ts'
export { selfBleu, selfBleuOfEach } from './self-bleu.ts'
export { selfConsistency } from './self-consistency.ts'
export { sentenceCount } from './sentences.ts'
export { similaritySensitiveDiversity } from './similarity-sensitive.ts'
export { tagDiversity } from './tag-diversity.ts'
export { tokenEntropy } from './token-entropy.ts'
export type { TokensOrText } from './token-sequence.ts'
export { type Texts, type Tokenizer, type TokenOptions, type Tokens, tokensOf } from './tokens.ts'
export { typeTokenRatio } from './type-token-ratio.ts'
export { type ScoredItem, type Typicality, type TypicalityOptions, typicality } from './typicality.ts'
export {
  type DifferentiableKernel,
  differentiableCosine,
  differentiableRbf,
  ratioKernel,
} from './vendi/differentiable-kernel.ts'
export { type KernelScoreOptions, vendiScoreFromKernel } from './vendi/from-kernel.ts'
export { logVendiGradient } from './vendi/gradient.ts'
export type { VendiMethod, VendiResult } from './vendi/result.ts'
export { type VendiOptions, vendiScore } from './vendi/vendi.ts'
export { vendiProfile } from './vendi-profile.ts'
export { vocabularySize } from './vocabulary.ts'
export { wordsOf } from './words.ts'
