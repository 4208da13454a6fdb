// A JSONL of 200,000 short texts through `gamut measure`.

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { randomStream } from '../src/core/index.ts'
import { type Benchmark, mebibytes, seconds } from './benchmark.ts'
import { runCommand } from './sides.ts'

const items = 200_000
const vocabulary = 30_000

/** Texts of 8 to 24 words with Zipf-like frequencies; every tenth repeats an earlier one with a word changed. */
function texts(): string[] {
  const random = randomStream(1, 'bench texts')
  const word = () => `w${Math.floor(vocabulary ** random.uniform()).toString(36)}`
  const made: string[][] = []
  for (let i = 0; i < items; i++) {
    if (i > 0 && i % 10 === 0) {
      const copy = [...made[random.integer(i)]]
      copy[random.integer(copy.length)] = word()
      made.push(copy)
    } else made.push(Array.from({ length: 8 + random.integer(17) }, word))
  }
  return made.map((words) => words.join(' '))
}

const benchmark: Benchmark = {
  title: 'A JSONL of 200,000 short texts through `gamut measure`',
  async run(_python, folder) {
    const file = join(folder, 'texts.jsonl')
    const random = randomStream(1, 'bench quality')
    const lines = texts().map((text) => JSON.stringify({ text, quality: random.uniform() }))
    await writeFile(file, `${lines.join('\n')}\n`)
    const whole =
      'quality,exact-duplicates,near-duplicates,distinct-n(n=2),self-bleu,compression-ratio,length'
    const lexical = await runCommand(['measure', file, '--only', whole])
    const panel = await runCommand(['measure', file])
    return [
      {
        what: 'lexical, duplicate and quality numbers, on all items',
        ours: `${seconds(lexical.seconds)}, ${mebibytes(lexical.peakBytes)}`,
        beside: '',
        bar: 'within 20 s',
        holds: lexical.seconds <= 20,
      },
      {
        what: 'the default panel, vectors on a sample of 10,000',
        ours: `${seconds(panel.seconds)}, ${mebibytes(panel.peakBytes)}`,
        beside: '',
        bar: 'recorded',
        holds: true,
      },
    ]
  },
}

export default benchmark
