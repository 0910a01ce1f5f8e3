/** SQLite takes some 32,000 values in one statement. */
const chunkSize = 500

export function* inChunks<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < rows.length; at += chunkSize) yield rows.slice(at, at + chunkSize)
}
