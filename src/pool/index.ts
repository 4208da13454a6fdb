// pool: items in and out. Reads files of every supported format into pools or block by block, guesses which column is
// the text, the vector, the quality, draws seeded samples, and writes results atomically. No measuring, no embedding.

export { concatPools } from './concat.ts'
export { categorical, createPool, labelsOf, type PoolParts } from './memory.ts'
export { openPool, type PoolOptions, readPool } from './open.ts'
export { type Sample, samplePool, sampleSource } from './sample.ts'
export { type Format, formats } from './table.ts'
export { type Content, writeAtomically, writeJsonl } from './write.ts'
