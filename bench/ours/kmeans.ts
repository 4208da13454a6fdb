// k-means from given centres.

import { kmeans } from '../../src/numeric/index.ts'
import { readPool } from '../../src/pool/index.ts'
import { report } from './timing.ts'

const [file, centres, iterations, rounds] = process.argv.slice(2)
const X = (await readPool(file)).vectors!
const initial = (await readPool(centres)).vectors!
const options = { initial, maxIterations: Number(iterations), tolerance: 0 }
await report(async () => (await kmeans(X, initial.rows, options)).inertia, { rounds: Number(rounds) })
