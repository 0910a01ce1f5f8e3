import { formatDay, formatDays } from '../rules/calendar.ts'
import type { NotWaived, Waiver, Waiving } from '../rules/waiver.ts'
import type { WaiverNote } from '../rules/waiver-review.ts'
import { sentence } from './sentence.ts'

/** What a waiver says beside the verdict it is about. */
export function waivingLines(waiving: Waiving | undefined): readonly string[] {
  if (waiving === undefined) return []
  const { waiver } = waiving
  if (waiving.kind === 'not-waived')
    return [`Not waived: ${name(waiver)} ${refusals[waiving.because](waiver)}.`]
  return [
    `Waived by ${owned(waiver)} until ${formatDay(waiver.expires)} (UTC, inclusive; ${left(waiving.daysLeft)}).`,
    sentence(`Reason: ${waiver.reason}`),
  ]
}

const refusals: Readonly<Record<NotWaived, (waiver: Waiver) => string>> = {
  expired: ({ expires, owner }) => `expired on ${formatDay(expires)}; its owner is ${owner}`,
  'not-yet': ({ created }) => `begins on ${formatDay(created)}`,
  'stack-unknown': ({ stack }) => `is for ${stack}, and it is not known whether this is such a stack`,
  'undetermined-not-covered': () => 'does not cover "could not determine" (covers: [undetermined])',
  'violation-not-covered': () => 'covers "could not determine" only',
}

/** The waivers of a document that were used or need attention, a line each. */
export function waiverNoteLines(notes: readonly WaiverNote[]): readonly string[] {
  return notes.map(({ waiver, state, daysLeft, soon }) => {
    const subject = `${waiver.rule} on ${waiver.stack}, ${waiver.owner}, ${waiver.ticket}`
    const place = waiver.origin === undefined ? '' : ` (${waiver.origin})`
    return `${words(state, waiver)}${soon ? `, expires soon (${left(daysLeft)})` : ''}: ${subject}${place}`
  })
}

function words(state: WaiverNote['state'], { created, expires }: Waiver): string {
  switch (state) {
    case 'in-force':
      return `in force until ${formatDay(expires)}`
    case 'used':
      return `used, until ${formatDay(expires)}`
    case 'unused':
      return `unused, until ${formatDay(expires)}`
    case 'elsewhere':
      return `for other stacks, until ${formatDay(expires)}`
    case 'expired':
      return `expired on ${formatDay(expires)}`
    case 'not-yet':
      return `not in force before ${formatDay(created)}`
    case 'stack-unknown':
      return `not used, as the stack is not known, until ${formatDay(expires)}`
  }
}

function name({ origin }: Waiver): string {
  return origin === undefined ? 'the waiver' : `the waiver ${origin}`
}

function owned({ origin, owner, ticket }: Waiver): string {
  return `${owner}, ${ticket}${origin === undefined ? '' : ` (${origin})`}`
}

function left(days: number): string {
  return days === 0 ? 'its last day' : `${formatDays(days)} left`
}
