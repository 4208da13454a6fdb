// A file in an S3 bucket, read by DuckDB's httpfs extension where the user has installed it.

import { GamutError, messageOf } from '../core/index.ts'
import type { LocalFile } from './bytes.ts'
import { quotedText, withDuckDb } from './duckdb.ts'
import { oneLine } from './file-errors.ts'
import { spool } from './spool.ts'

/** DuckDB's settings and the environment variables that AWS tools take them from. */
const settings: readonly (readonly [setting: string, variable: string])[] = [
  ['s3_access_key_id', 'AWS_ACCESS_KEY_ID'],
  ['s3_secret_access_key', 'AWS_SECRET_ACCESS_KEY'],
  ['s3_session_token', 'AWS_SESSION_TOKEN'],
  ['s3_region', 'AWS_REGION'],
]

/**
 * Fetches an `s3://` object into a temporary file. Nothing is ever installed for it.
 * @throws GamutError `no-s3` without the extension, `fetch-failed` when the object cannot be read.
 */
export async function s3File(url: string): Promise<LocalFile> {
  return spool(objectBytes(url), url)
}

async function* objectBytes(url: string): AsyncGenerator<Uint8Array> {
  yield* withDuckDb(async function* (connection) {
    await connection.run('LOAD httpfs').catch(() => {
      throw new GamutError(
        'no-s3',
        `${url} needs DuckDB's httpfs extension, which is not installed here: run \`INSTALL httpfs\` in a DuckDB of the same version, or download the file and give that.`,
      )
    })
    try {
      for (const [setting, variable] of settings) {
        const value = process.env[variable]
        if (value) await connection.run(`SET ${setting} = ${quotedText(value)}`)
      }
      const result = await connection.run(`SELECT content FROM read_blob(${quotedText(url)})`)
      const { DuckDBBlobValue } = await import('@duckdb/node-api')
      for (const [content] of await result.getRows()) {
        if (content instanceof DuckDBBlobValue) yield content.bytes
      }
    } catch (error) {
      throw new GamutError(
        'fetch-failed',
        `${url} cannot be read (${oneLine(messageOf(error))}): check the address and AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION, or download the file and give that.`,
      )
    }
  })
}
