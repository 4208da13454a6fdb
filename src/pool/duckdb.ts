// DuckDB, started for one reading and closed after it, so that its memory goes back.

import type { DuckDBConnection } from '@duckdb/node-api'

/**
 * What DuckDB may keep in memory. Reading needs the row groups at work and no more; it refuses to grow beyond this
 * rather than take what the measures need.
 */
const memoryLimit = '512MB'
const threads = '1'

/** Runs `work` with a connection to an empty database that never fetches extensions. */
export async function* withDuckDb<T>(
  work: (connection: DuckDBConnection) => AsyncGenerator<T>,
): AsyncGenerator<T> {
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: memoryLimit,
    threads,
    preserve_insertion_order: 'true',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  })
  try {
    const connection = await instance.connect()
    try {
      yield* work(connection)
    } finally {
      connection.closeSync()
    }
  } finally {
    instance.closeSync()
  }
}

/** A name as SQL writes it. */
export function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A text as SQL writes it. */
export function quotedText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** A path with what DuckDB would take for a pattern made literal. */
export function literalPath(path: string): string {
  return quotedText(path.replaceAll(/[*?[\]]/g, (char) => (char === ']' ? char : `[${char}]`)))
}
