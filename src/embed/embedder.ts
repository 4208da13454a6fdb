// What an embedder is.

import type { Context, Matrix } from '../core/index.ts'

/** What embedding needs from the run around it. */
export type EmbedRun = Partial<Pick<Context, 'signal' | 'progress'>>

/** Turns texts into vectors. */
export interface Embedder {
  /** Name, version and settings: two embedders of one name give the same vectors, which are cached under it. */
  readonly name: string
  readonly dimensions: number
  /** Whether its vectors are worth keeping on disk. */
  readonly cached: boolean
  /** Whether it was made for the language of this text; for all when absent. */
  knows?(text: string): boolean
  /**
   * One unit vector a text: texts.length×dimensions, Float32. A text's vector does not depend on the others. No vector
   * is zero, that of the empty text neither.
   */
  embed(texts: readonly string[], run?: EmbedRun): Promise<Matrix>
}
