import type { Outcome } from '../../src/rules/outcome.ts'

/** A rule for each way to answer, and whether people may be told that it passed. 500 of 1,000 are registered. */
export const ways = {
  met: { entry: 'minimum: 10%', answer: 'passed' },
  'met, and warns': { entry: 'minimum: 10%, noDropMoreThan: "2%"', answer: 'passed' },
  'below, and stops': { entry: 'minimum: 95%', answer: 'below-the-minimum' },
  'below, and only warns': { entry: 'minimum: 95%, enforcement: advisory', answer: 'below-the-minimum' },
  'below, and waived': { entry: 'minimum: 95%', answer: 'waived', waived: true },
  'unknown, and stops': { entry: 'minimum: 50%', unknown: true, answer: 'undetermined' },
  'unknown, and only warns': {
    entry: 'minimum: 50%, onUndetermined: warn',
    unknown: true,
    answer: 'undetermined',
  },
  'unknown, and waived': { entry: 'minimum: 50%', unknown: true, waived: true, answer: 'waived' },
  disabled: { entry: 'minimum: 10%, enforcement: disabled', answer: 'not-asked' },
} as const satisfies Readonly<
  Record<string, { entry: string; answer: string; waived?: true; unknown?: true }>
>

export type Way = keyof typeof ways
const all = Object.keys(ways) as readonly Way[]

/** Written by hand: what each way comes to when it is alone. */
const alone: Readonly<Record<Way, Outcome>> = {
  met: 'passed',
  'met, and warns': 'warned',
  'below, and stops': 'refused',
  'below, and only warns': 'warned',
  'below, and waived': 'passed-with-waivers',
  'unknown, and stops': 'undetermined',
  'unknown, and only warns': 'warned',
  'unknown, and waived': 'warned',
  disabled: 'nothing-judged',
}

/** What two come to: the graver, but what is not asked adds nothing, and a waiver of what is unknown is one. */
function together(one: Way, other: Way): Outcome {
  if (one === other || other === 'disabled') return alone[one]
  if (one === 'disabled') return alone[other]
  const order: readonly Outcome[] = ['refused', 'undetermined', 'warned', 'passed-with-waivers', 'passed']
  const answered = (way: Way): boolean => !way.startsWith('unknown')
  const weight = (way: Way): Outcome =>
    way === 'unknown, and waived' && (answered(one) || answered(other)) ? 'passed-with-waivers' : alone[way]
  return order.find((outcome) => [weight(one), weight(other)].includes(outcome)) ?? 'passed'
}

/** Every way alone and every two, and what they come to. */
export const mixes = all.flatMap((one, index) =>
  all
    .slice(index)
    .map((other) => ({ mix: one === other ? [one] : [one, other], outcome: together(one, other) })),
)

/** Rules that answer in these ways, in their order. */
export function rulesOf(mix: readonly Way[]): string {
  const rules = mix.map((way, index) => {
    const given = ways[way]
    const measure = 'unknown' in given ? 'ssprRegistered' : 'mfaRegistered'
    return `  - { id: rule-${index}, measure: ${measure}, ${given.entry} }`
  })
  const waivers = mix.flatMap((way, index) =>
    'waived' in ways[way]
      ? [
          `  - { rule: rule-${index}, stack: "*/*/*", reason: r, owner: o, ticket: t, created: 2026-11-01, expires: 2026-12-31, covers: [violation, undetermined] }`,
        ]
      : [],
  )
  return ['rules:', ...rules, ...(waivers.length === 0 ? [] : ['waivers:', ...waivers])].join('\n')
}
