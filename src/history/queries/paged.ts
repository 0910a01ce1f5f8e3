/**
 * Reads page after page, each beginning behind the last row of the one before. No query stays open between pages, so
 * that a slow reader holds up no writer.
 */
export async function* pagesOf<T>(
  page: (after: T | undefined) => Promise<readonly T[]>,
): AsyncGenerator<readonly T[]> {
  let after: T | undefined
  do {
    const found = await page(after)
    yield found
    after = found.at(-1)
  } while (after !== undefined)
}

/** At most `limit` of them. */
export async function* first<T>(limit: number | undefined, rows: AsyncIterable<T>): AsyncGenerator<T> {
  let left = limit ?? Number.POSITIVE_INFINITY
  for await (const row of rows) {
    yield row
    left -= 1
    if (left <= 0) return
  }
}
