// The commands, in the order of the help. Each loads its own file when it runs.

import { InvalidArgumentError, Option } from 'commander'

export interface CommandDescription {
  /** Name and arguments, as commander reads them. */
  readonly usage: string
  readonly summary: string
  /** Command lines that work when pasted in a clone of the repository. */
  readonly examples: readonly string[]
  readonly options?: readonly (() => Option)[]
  load(): Promise<{ action: Action }>
}

/** Runs the command on its arguments and options, and returns the exit code. */
export type Action = (positional: readonly unknown[], options: Record<string, unknown>) => Promise<number>

const option = (flags: string, text: string) => () => new Option(flags, text)
const number = (flags: string, text: string, fallback?: number) => () => {
  const made = new Option(flags, text).argParser((value) => {
    const parsed = Number(value)
    if (value.trim() === '' || !Number.isFinite(parsed))
      throw new InvalidArgumentError('It must be a number.')
    return parsed
  })
  return fallback === undefined ? made : made.default(fallback)
}

const list = (flags: string, text: string) => () =>
  new Option(flags, text).argParser((value, before: string[] = []) => [...before, value])

/** How to read the file: which column plays which part. */
const columns = [
  option('--text <column>', 'column of the texts (guessed: text, prompt, instruction, content, output, …)'),
  option('--vectors <column>', 'column of the vectors (guessed: embedding, vector)'),
  option('--quality <column>', 'column of the quality, higher is better (guessed: quality, score, reward)'),
  option('--group <column>', 'column of the label (guessed: group, label, category, …)'),
  option('--id <column>', 'column of the ids (guessed: id, uuid, key)'),
  option('--header', 'the first line of CSV or TSV names the columns (told from its content when not given)'),
  option('--no-header', 'the first line of CSV or TSV is an item; columns are named column1, column2, …'),
  number('--max-text <characters>', 'longest text that is taken for one item (5,000,000)'),
  option('--format <name>', 'jsonl, json, csv, tsv, parquet, npy or txt, when the name does not tell'),
]

const measuring = [
  list(
    '--only <measures>',
    "measures to run instead of the panel, such as 'vendi(q=2),distinct-n'; repeatable",
  ),
  option('--all', 'every measure, on every item however long it takes'),
  option('--by <column>', 'also measure each group of this column: answers per prompt, items per label'),
  option('--embed <model>', 'how texts become vectors: ngrams, or ngrams(dimensions=512)'),
  number('--sample <n>', 'items in the seeded sample of a large pool', 10_000),
  number('--seed <n>', 'seed of every random choice', 0),
]

const manner = [
  option('-q, --quiet', 'no progress and no notes'),
  option('--progress', 'progress as lines, where there is no terminal for a bar'),
]

export const commands: readonly CommandDescription[] = [
  {
    usage: 'measure <files...>',
    summary: 'how varied, how good and how redundant the items of a file are',
    examples: [
      'gamut measure examples/pool.jsonl',
      "gamut measure examples/pool.jsonl --only 'vendi,vendi(q=inf),near-duplicates'",
      'gamut measure examples/pool.jsonl --by prompt --json',
    ],
    options: [...columns, ...measuring, option('--json', 'print JSON (its schema: gamut schema)'), ...manner],
    load: () => import('./measure.ts'),
  },
  {
    usage: 'report <files...>',
    summary: 'the same as one page to look at: map, spectrum, duplicates, typical and novel items',
    examples: [
      'gamut report examples/pool.jsonl -o report.html',
      'gamut report examples/pool.jsonl --by prompt -o report.html',
    ],
    options: [
      ...columns,
      ...measuring,
      () =>
        new Option('-o, --output <path>', 'the page to write; a folder when there are several files').default(
          'report.html',
        ),
      ...manner,
    ],
    load: () => import('./report.ts'),
  },
  {
    usage: 'methods [name]',
    summary: 'every method with what it tells; one method with its parameters and source',
    examples: ['gamut methods', 'gamut methods vendi', 'gamut methods --json'],
    options: [option('--json', 'print JSON, with the schema of every parameter')],
    load: () => import('./methods.ts'),
  },
  {
    usage: 'schema',
    summary: 'the JSON Schema of what `gamut measure --json` prints',
    examples: ['gamut schema'],
    load: () => import('./schema.ts'),
  },
  {
    usage: 'completion <shell>',
    summary: 'a completion script for bash, zsh or fish',
    examples: ['gamut completion bash', 'gamut completion zsh', 'gamut completion fish'],
    load: () => import('./completion.ts'),
  },
]
