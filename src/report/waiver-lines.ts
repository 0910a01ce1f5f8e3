import { formatDay, formatDays } from '../rules/calendar.ts'
import type { NotWaived, Waiver, Waiving } from '../rules/waiver.ts'
import type { WaiverNote } from '../rules/waiver-review.ts'
import type { AssessmentReport } from '../schemas/assessment-report.ts'
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
  'stack-unknown': ({ stack }) => `is for ${stack}, and it is not known whether this is that stack`,
  'undetermined-not-covered': () => 'does not cover "could not determine" (covers: [undetermined])',
  'violation-not-covered': () => 'covers "could not determine" only',
}

type ReportedNote = AssessmentReport['waivers'][number]
type ReportedWaiver = ReportedNote['waiver']

/** A waiver as the report publishes it. */
export function reportedWaiver({ created, expires, origin, covers: _, ...words }: Waiver): ReportedWaiver {
  return {
    ...words,
    created: formatDay(created),
    expires: formatDay(expires),
    ...(origin === undefined ? {} : { writtenAt: origin }),
  }
}

export function reportedNotes(notes: readonly WaiverNote[]): readonly ReportedNote[] {
  return notes.map(({ waiver, state, daysLeft, soon }) => ({
    ...{ state, daysLeft, expiresSoon: soon },
    waiver: reportedWaiver(waiver),
  }))
}

/** The waivers of a document that were used or need attention, a line each. */
export function waiverNoteLines(notes: readonly ReportedNote[]): readonly string[] {
  return notes.map(({ waiver, state, daysLeft, expiresSoon }) => {
    const subject = `${waiver.rule} on ${waiver.stack}, ${waiver.owner}, ${waiver.ticket}`
    const place = waiver.writtenAt === undefined ? '' : ` (${waiver.writtenAt})`
    return `${stateWords[state](waiver)}${expiresSoon ? `, expires soon (${left(daysLeft)})` : ''}: ${subject}${place}`
  })
}

const stateWords: Readonly<Record<ReportedNote['state'], (waiver: ReportedWaiver) => string>> = {
  'in-force': ({ expires }) => `in force until ${expires}`,
  used: ({ expires }) => `used, until ${expires}`,
  unused: ({ expires }) => `unused, until ${expires}`,
  elsewhere: ({ expires }) => `for other stacks, until ${expires}`,
  expired: ({ expires }) => `expired on ${expires}`,
  'not-yet': ({ created }) => `not in force before ${created}`,
  'stack-unknown': ({ expires }) => `not used, as the stack is not known, until ${expires}`,
}

/** `the waiver rules.yaml:12 of bob (SEC-1, until 2026-12-31)`, within a sentence. */
export function waiverWords(waiver: Waiver): string {
  const { owner, ticket, expires } = waiver
  return `${name(waiver)} of ${owner} (${ticket}, until ${formatDay(expires)})`
}

/** Why one does not waive, within a sentence. */
export function notWaivedWords(waiver: Waiver, because: NotWaived): string {
  return `${name(waiver)} ${refusals[because](waiver)}`
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
