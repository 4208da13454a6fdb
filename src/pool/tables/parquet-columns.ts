// How each column of a Parquet file is asked for in SQL, and what comes back.

import type { DuckDBType } from '@duckdb/node-api'
import { quotedName, quotedText } from '../duckdb.ts'

/**
 * What a column's values are when they arrive: numbers, whole numbers of 64 bits, truth values, texts, lists of texts,
 * lists of single or double precision numbers, or JSON.
 */
export type ParquetRead = 'double' | 'integer' | 'boolean' | 'text' | 'texts' | 'floats' | 'doubles' | 'json'

export interface ParquetColumn {
  /** Fields of structs are dotted. */
  readonly name: string
  readonly sql: string
  readonly read: ParquetRead
}

/** Structs within structs beyond this depth are read as JSON. */
const maxDepth = 4

/** The columns of a file, in its order. */
export async function parquetColumns(
  names: readonly string[],
  types: readonly DuckDBType[],
): Promise<ParquetColumn[]> {
  const api = await import('@duckdb/node-api')
  const id = api.DuckDBTypeId
  const doubles = new Set<number>([
    id.TINYINT,
    id.SMALLINT,
    id.INTEGER,
    id.UTINYINT,
    id.USMALLINT,
    id.UINTEGER,
    id.FLOAT,
    id.DOUBLE,
    id.DECIMAL,
    id.HUGEINT,
    id.UHUGEINT,
  ])
  const integers = new Set<number>([id.BIGINT, id.UBIGINT])

  function columnsOf(name: string, sql: string, type: DuckDBType, depth: number): ParquetColumn[] {
    if (doubles.has(type.typeId)) return [{ name, sql: `CAST(${sql} AS DOUBLE)`, read: 'double' }]
    if (integers.has(type.typeId)) return [{ name, sql, read: 'integer' }]
    if (type.typeId === id.BOOLEAN) return [{ name, sql, read: 'boolean' }]
    if (type.typeId === id.BLOB) return []
    if (type instanceof api.DuckDBStructType && depth < maxDepth) {
      return type.entryNames.flatMap((field, i) =>
        columnsOf(
          `${name}.${field}`,
          `struct_extract(${sql}, ${quotedText(field)})`,
          type.entryTypes[i],
          depth + 1,
        ),
      )
    }
    if (type instanceof api.DuckDBListType || type instanceof api.DuckDBArrayType) {
      return [listColumn(name, sql, type.valueType)]
    }
    if (type.typeId === id.STRUCT || type.typeId === id.MAP || type.typeId === id.UNION) {
      return [{ name, sql: jsonOf(sql), read: 'json' }]
    }
    return [{ name, sql: `CAST(${sql} AS VARCHAR)`, read: 'text' }]
  }

  function listColumn(name: string, sql: string, item: DuckDBType): ParquetColumn {
    if (item.typeId === id.FLOAT) return { name, sql: `CAST(${sql} AS FLOAT[])`, read: 'floats' }
    if (doubles.has(item.typeId) || integers.has(item.typeId)) {
      return { name, sql: `CAST(${sql} AS DOUBLE[])`, read: 'doubles' }
    }
    if (item.typeId === id.VARCHAR) return { name, sql: `CAST(${sql} AS VARCHAR[])`, read: 'texts' }
    return { name, sql: jsonOf(sql), read: 'json' }
  }

  return names.flatMap((name, i) => columnsOf(name, quotedName(name), types[i], 1))
}

function jsonOf(sql: string): string {
  return `CAST(to_json(${sql}) AS VARCHAR)`
}
