// k-means from given centres.

import { kmeans } from '../../src/numeric/index.ts'
import { readNpy } from '../data.ts'
import { report } from './timing.ts'

const [file, centres, iterations, rounds] = process.argv.slice(2)
const X = await readNpy(file)
const initial = await readNpy(centres)
const options = { initial, maxIterations: Number(iterations), tolerance: 0 }
await report(async () => (await kmeans(X, initial.rows, options)).inertia, { rounds: Number(rounds) })
