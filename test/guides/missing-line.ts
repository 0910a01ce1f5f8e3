/** Numbers that are others in every run. */
const others: readonly (readonly [RegExp, string])[] = [
  [/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, 'ID'],
  [/(\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d UTC/g, 'TIME'],
  [/\bv?\d+\.\d+\.\d+\b/g, 'VERSION'],
]

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

const same = (text: string): string =>
  others.reduce((left, [pattern, word]) => left.replaceAll(pattern, word), text).trim()

/** The first line that a guide shows and a command has not printed, in this order; `…` stands for anything. */
export function missingLine(expected: readonly string[], output: string): string | undefined {
  const printed = output.split('\n').map(same)
  let from = 0
  for (const line of expected.filter((one) => one.trim() !== '…' && one.trim() !== '')) {
    const pattern = new RegExp(`^${same(line).split('…').map(escaped).join('.*')}$`)
    const at = printed.findIndex((one, index) => index >= from && pattern.test(one))
    if (at < 0) return line
    from = at + 1
  }
  return undefined
}
