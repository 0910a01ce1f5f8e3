/**
 * Reads page after page, each beginning behind the last row of the one before, up to `limit` rows. No query stays open
 * between pages, so that a slow reader holds up no writer.
 */
export async function* paged<T>(
  pageSize: number,
  limit: number | undefined,
  page: (after: T | undefined, size: number) => Promise<readonly T[]>,
): AsyncGenerator<T> {
  let left = limit ?? Number.POSITIVE_INFINITY
  let after: T | undefined
  while (left > 0) {
    const size = Math.min(pageSize, left)
    const found = await page(after, size)
    yield* found
    if (found.length < size) return
    left -= size
    after = found.at(-1)
  }
}
