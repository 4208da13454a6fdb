// `ngrams`: vectors from the letters of a text alone. No model, any language, the same bytes everywhere. Texts that
// share words and parts of words are near; texts that say the same in other words are not.

import { setImmediate } from 'node:timers/promises'
import { mapInWorkers, threadCount } from '../../run/index.ts'
import type { Embedder, EmbedRun } from '../embedder.ts'
import { createTextHasher } from './hash.ts'

/** Raised when the same text gets another vector than before. */
const version = 1
/** UTF-16 units hashed between two looks at the signal: some 20 ms of work. */
const blockUnits = 2 ** 18
/** From this many units on, and as many a text as it has dimensions, workers pay for their start and for moving vectors. */
const workerUnits = 2 ** 23
const taskUnits = 2 ** 20

/** What a worker is asked for: the rows of these texts. */
export interface HashTask {
  readonly texts: readonly string[]
  readonly dimensions: number
}

/**
 * The embedder of hashed character n-grams.
 *
 * The text is brought to NFKC and lower case, invisible characters are dropped, and it is cut into words: runs of
 * letters and digits, and runs of other signs. Of each word with a blank at either end all n-grams of 3 to 5 code
 * points are counted; of runs of Han, kana, Hangul, Bopomofo and Yi, whose characters are syllables or words, those of 1 to 3;
 * and of the text all pairs of neighbouring words, so that their order counts. An n-gram found f times weighs 1 + ln f,
 * times 0.7 in words of at most three letters and in signs. Signed feature hashing (Weinberger et al. 2009) folds
 * them into `dimensions` numbers, which are scaled to length 1. A text without any (empty, only white space) gets the
 * first unit vector, so that no vector is zero. A text of more than 65,536 UTF-16 units is cut into windows, whose
 * vectors are averaged by length; see `planWindows`.
 *
 * Time linear in the characters; every text on its own, so that neither order nor neighbours matter.
 */
export function ngramEmbedder({ dimensions = 1024 }: { dimensions?: number } = {}): Embedder {
  return {
    name: `ngrams@${version}(dimensions=${dimensions})`,
    dimensions,
    // Hashing a text is quicker than reading its vector from the disk.
    cached: false,
    async embed(texts, run = {}) {
      const units = texts.reduce((sum, text) => sum + text.length, 0)
      const data = new Float32Array(texts.length * dimensions)
      const inWorkers = units >= Math.max(workerUnits, data.length) && threadCount() > 1
      await (inWorkers ? hashInWorkers : hashHere)(texts, dimensions, data, run)
      return { data, rows: texts.length, cols: dimensions }
    },
  }
}

/** The rows of some texts, one after another. */
export function hashTexts({ texts, dimensions }: HashTask): Float32Array<ArrayBuffer> {
  const data = new Float32Array(texts.length * dimensions)
  const hash = createTextHasher(dimensions)
  for (const [i, text] of texts.entries()) hash(text, data.subarray(i * dimensions, (i + 1) * dimensions))
  return data
}

async function hashHere(
  texts: readonly string[],
  dimensions: number,
  data: Float32Array,
  { signal, progress }: EmbedRun,
): Promise<void> {
  const hash = createTextHasher(dimensions)
  let units = 0
  for (const [i, text] of texts.entries()) {
    hash(text, data.subarray(i * dimensions, (i + 1) * dimensions))
    units += text.length
    if (units < blockUnits) continue
    units = 0
    // Only when the event loop turns does a signal arrive.
    await setImmediate()
    signal?.throwIfAborted()
    progress?.(i + 1, texts.length, 'embedding')
  }
}

async function hashInWorkers(
  texts: readonly string[],
  dimensions: number,
  data: Float32Array,
  { signal, progress }: EmbedRun,
): Promise<void> {
  const tasks = cutIntoTasks(texts, dimensions)
  const worker = new URL('./ngrams.worker.ts', import.meta.url)
  const parts = await mapInWorkers<HashTask, Float32Array>(worker, tasks, {
    signal,
    progress: (done, total = 1) =>
      progress?.(Math.floor((done / total) * texts.length), texts.length, 'embedding'),
  })
  let offset = 0
  for (const part of parts) {
    data.set(part, offset)
    offset += part.length
  }
}

function cutIntoTasks(texts: readonly string[], dimensions: number): HashTask[] {
  const tasks: HashTask[] = []
  let start = 0
  let units = 0
  texts.forEach((text, i) => {
    units += text.length
    if (units < taskUnits && i + 1 < texts.length) return
    tasks.push({ texts: texts.slice(start, i + 1), dimensions })
    start = i + 1
    units = 0
  })
  return tasks
}
