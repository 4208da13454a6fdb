// pool: items in and out. Reads files of every supported format into pools or block by block, guesses which column is
// the text, the vector, the quality, and writes results atomically. No measuring, no embedding.

export { categorical, createPool, type PoolParts } from './memory.ts'
