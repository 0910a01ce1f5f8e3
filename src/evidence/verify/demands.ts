import { type Item, ok } from '../../doctor/item.ts'
import { toleratedMs } from '../../model/clock.ts'
import { formatMoment } from '../../report/moment.ts'
import { outcomeLooks } from '../../report/outcome-words.ts'
import { formatAge } from '../../rules/age.ts'
import type { Outcome } from '../../rules/outcome.ts'
import { failed } from './failed.ts'

/** What a consistent bundle tells. */
export interface Found {
  readonly outcome: Outcome
  readonly tenantId: string | null
  readonly judgedAt: string
  /** When the oldest of its numbers were received; null when there are none. */
  readonly receivedAt: string | null
  readonly simulated: boolean
  /** The snapshot file that was judged; null when the run read the tenant itself. */
  readonly savedIn: string | null
}

/** What the verifier wants of it besides. */
export interface Demands {
  /** Any of these will do; empty: whatever it is. */
  readonly outcomes: readonly Outcome[]
  readonly tenantId: string | undefined
  /** In milliseconds, of the judgement and its numbers. */
  readonly maxAge: number | undefined
  readonly now: Date
}

/** What the bundle is about, and for each demand whether it is met. */
export function demandItems(found: Found, { outcomes, tenantId, maxAge, now }: Demands): readonly Item[] {
  return [
    outcomeItem(found.outcome, outcomes),
    ...(tenantId === undefined ? [] : [tenantItem(found.tenantId, tenantId)]),
    ...(maxAge === undefined ? [] : [ageItem(found, maxAge, now)]),
    ...(found.savedIn === null
      ? []
      : [
          {
            name: 'Numbers',
            state: 'warning' as const,
            says: `not read by the run that judged, but taken from the snapshot file ${JSON.stringify(found.savedIn)}`,
            todo: [],
          },
        ]),
  ]
}

function outcomeItem(outcome: Outcome, wanted: readonly Outcome[]): Item {
  const { word } = outcomeLooks[outcome]
  const [name, words] = ['Outcome', wanted.map((one) => outcomeLooks[one].word).join(' or ')]
  if (wanted.length === 0) {
    return outcome === 'passed'
      ? ok(name, word)
      : {
          name,
          state: 'warning',
          says: `${word}; none was demanded`,
          todo: ['To do: demand one with --expect.'],
        }
  }
  return wanted.includes(outcome)
    ? ok(name, `${word}, as demanded`)
    : failed(name, `${word}, and ${words} is demanded`)
}

function tenantItem(tenantId: string | null, wanted: string): Item {
  return tenantId?.toLowerCase() === wanted.toLowerCase()
    ? ok('Tenant', `${wanted}, as demanded`)
    : failed('Tenant', `${tenantId ?? 'none that could be read'}, and ${wanted} is demanded`)
}

function ageItem({ judgedAt, receivedAt }: Found, maxAge: number, now: Date): Item {
  const moments = [judgedAt, ...(receivedAt === null ? [] : [receivedAt])].map((moment) => Date.parse(moment))
  const oldest = Math.min(...moments)
  const age = now.getTime() - oldest
  const moment = formatMoment(new Date(oldest).toISOString())
  if (Math.max(...moments) > now.getTime() + toleratedMs)
    return failed('Age', 'judged in the future, by the clock of this machine')
  return age <= maxAge
    ? ok('Age', `of ${moment}, as demanded`)
    : failed(
        'Age',
        `of ${moment}, which is ${formatAge(age)} ago, and at most ${formatAge(maxAge)} is demanded`,
      )
}
