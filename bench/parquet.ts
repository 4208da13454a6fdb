// A Parquet file of clustered vectors with a quality column, made row group by row group inside DuckDB.

/** Rows `embedding FLOAT[dimensions]` around 100 centres, and `quality`; seeded, never held in memory. */
export async function writeParquetPool(path: string, rows: number, dimensions: number): Promise<void> {
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const instance = await DuckDBInstance.create(':memory:', { threads: '1', memory_limit: '600MB' })
  const connection = await instance.connect()
  try {
    await connection.run('SELECT setseed(0.5)')
    await connection.run(`
      COPY (
        SELECT
          list_transform(range(${dimensions}), lambda j:
            (sin(((i * 7919) % 100) * 1.7 + j * ((i * 7919) % 100 + 1) * 0.013) + random() - 0.5)::FLOAT)::FLOAT[${dimensions}] AS embedding,
          random() AS quality
        FROM range(${rows}) t(i)
      ) TO '${path.replaceAll("'", "''")}' (FORMAT parquet, ROW_GROUP_SIZE 20000)`)
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}
