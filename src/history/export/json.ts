/** A JSON array, an element a line, written while it is read. */
export async function* jsonOf(values: AsyncIterable<unknown>): AsyncGenerator<string> {
  let between = '[\n'
  for await (const value of values) {
    yield `${between}${JSON.stringify(value)}`
    between = ',\n'
  }
  yield between === '[\n' ? '[]\n' : '\n]\n'
}
