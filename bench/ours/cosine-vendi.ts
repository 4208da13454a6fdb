// Cosine Vendi Score by the dual route.

import { vendiScore } from '../../src/measure/index.ts'
import { readNpy } from '../data.ts'
import { report } from './timing.ts'

const [file, rounds] = process.argv.slice(2)
const X = await readNpy(file)
await report(async () => (await vendiScore(X)).score, { rounds: Number(rounds) })
