// RBF Vendi Score by deflated Lanczos quadrature. The first call builds the engine's graphs on a part of the rows.

import { vendiScore } from '../../src/measure/index.ts'
import { takeRows } from '../../src/numeric/index.ts'
import { readNpy } from '../data.ts'
import { report } from './timing.ts'

const [file, sigma] = process.argv.slice(2)
const X = await readNpy(file)
const kernel = { name: 'rbf', sigma: Number(sigma) } as const
await vendiScore(
  takeRows(
    X,
    Int32Array.from({ length: 2500 }, (_, i) => i),
  ),
  { kernel },
)
await report(
  async () => {
    const { score, standardError } = await vendiScore(X, { kernel })
    return { value: score, standardError }
  },
  { rounds: 1, warm: false },
)
