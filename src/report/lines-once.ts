import { capital } from './outcome-words.ts'

/** What one rule says to people, a sentence a line, the first of which is its answer. */
export interface RuleLines {
  readonly rule: string
  readonly lines: readonly string[]
  /** Which of them tell where the numbers come from. */
  readonly sources?: readonly string[]
  /** What there is to do, without the words that name the rule's users; undefined where that is the whole line. */
  readonly remedy?: string | undefined
}

type Kind = 'tenant and source' | 'to do'

/**
 * The lines of each rule without those that an earlier one has said of the same tenant and the same remedy, and in their
 * place where they stand: whoever must mend one thing shall not read it as five.
 */
export function linesOnce(answers: readonly RuleLines[]): readonly (readonly string[])[] {
  const sayers = new Map<string, string>()
  return answers.map(({ rule, lines, sources = [], remedy }) => {
    const elsewhere = new Map<string, Set<Kind>>()
    const own = lines.filter((line, index) => {
      const kind = index === 0 ? undefined : kindOf(line, sources)
      if (kind === undefined) return true
      const key = kind === 'to do' ? (remedy ?? line) : line
      const sayer = sayers.get(key)
      sayers.set(key, sayer ?? rule)
      if (sayer === undefined) return true
      elsewhere.set(sayer, (elsewhere.get(sayer) ?? new Set()).add(kind))
      return false
    })
    const pointers = [...elsewhere].map(
      ([sayer, kinds]) => `${capital([...kinds].join(', '))}: as for ${sayer}.`,
    )
    return [...own, ...pointers]
  })
}

function kindOf(line: string, sources: readonly string[]): Kind | undefined {
  if (line.startsWith('To do: ')) return 'to do'
  return sources.includes(line) ? 'tenant and source' : undefined
}
