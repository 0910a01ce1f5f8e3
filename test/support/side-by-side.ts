/**
 * Has rows of a table carried out side by side, since most of their time is waiting: a test that asks for its row begins
 * the next ones too. Whoever asks for one row alone pays for a few.
 */
export function sideBySide<Row, Outcome>(
  rows: readonly Row[],
  carryOut: (row: Row) => Promise<Outcome>,
  atOnce = 4,
): (row: Row) => Promise<Outcome> {
  const begun = new Map<Row, Promise<Outcome>>()
  const begin = (row: Row): Promise<Outcome> => {
    const earlier = begun.get(row)
    if (earlier !== undefined) return earlier
    const outcome = carryOut(row)
    // Its own test says what went wrong.
    outcome.catch(() => undefined)
    begun.set(row, outcome)
    return outcome
  }
  return (row) => {
    const at = rows.indexOf(row)
    for (const next of rows.slice(at, at + atOnce)) void begin(next)
    return begin(row)
  }
}
