// The version of this package, which every result records.

import { readFileSync } from 'node:fs'

/** The version in package.json, such as `0.1.0`; the file lies at the same place seen from src and from dist. */
export const version: string = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
).version
