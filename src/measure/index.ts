// measure: how varied, how good, how complex, how redundant a pool is. One measure a file, each a plain exported function
// with its description as the default export (`defineMeasure`); `measure()` runs a panel of them over a pool or a source.
// Nothing here selects, generates or draws.

export { type AnswerMode, answerMatches } from './answer-match.ts'
export { bleu } from './bleu.ts'
export { characterCount } from './characters.ts'
export { compressedLength } from './compressed-length.ts'
export { type Codec, compressionRatio } from './compression-ratio.ts'
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
export { duplicateLines } from './duplicate-lines.ts'
export {
  type ExpectationAdjustedOptions,
  expectationAdjustedDistinct,
} from './expectation-adjusted-distinct.ts'
export { hdd } from './hdd.ts'
export { ifd } from './ifd.ts'
export { type ImportanceOptions, importanceWeights } from './importance-weight.ts'
export { type MeasureOptions, measure, measureWithMaterial } from './measure.ts'
export {
  correlations,
  type MeasureCorrelations,
  measureCorrelations,
  spearman,
} from './measure-correlations.ts'
export { defaultPanel, groupPanel, measures } from './measures.ts'
export { mtld } from './mtld.ts'
export { nestingDepth } from './nesting-depth.ts'
export { ngramDiversity } from './ngram-diversity.ts'
export { ngramFrequency } from './ngram-frequency.ts'
export { ngramJaccard } from './ngram-jaccard.ts'
export { passAtK } from './pass-at-k.ts'
export { perplexity } from './perplexity.ts'
export { punctuationLines } from './punctuation-lines.ts'
export { qualitySummary } from './quality.ts'
export { repetition } from './repetition.ts'
export { type MeasuredEntry, type PerGroup, type PoolReport, poolReport } from './result.ts'
export { pairwiseRougeL, rougeL } from './rouge-l.ts'
export { type RougeNoveltyOptions, rougeNovel } from './rouge-l-novelty.ts'
export { selfBleu, selfBleuOfEach } from './self-bleu.ts'
export { selfConsistency } from './self-consistency.ts'
export { sentenceCount } from './sentences.ts'
export { tokenEntropy } from './token-entropy.ts'
export type { TokensOrText } from './token-sequence.ts'
export { type Texts, type Tokenizer, type TokenOptions, type Tokens, tokensOf } from './tokens.ts'
export { typeTokenRatio } from './type-token-ratio.ts'
export { vocabularySize } from './vocabulary.ts'
export { wordsOf } from './words.ts'
