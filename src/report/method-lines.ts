import { amount, formatCount } from '../model/count.ts'
import { classifiedIn, isMethodMeasure, type OpenMethods } from '../model/methods/interval.ts'
import type { MethodClass, Strength } from '../model/methods/method-class.ts'
import { byStrength } from '../model/methods/strengths.ts'
import { formatRatio } from '../model/ratio.ts'
import { nounOf } from '../model/segment.ts'
import type { Reading } from '../model/snapshot.ts'
import type { Rule } from '../rules/rule.ts'
import type { Numbers } from '../rules/verdict.ts'
import { strengths } from '../schemas/method-class.ts'

/** As in "20 with a synced passkey". */
export const strengthWords: Readonly<Record<Strength, string>> = {
  deviceBound: 'with a phishing-resistant method that is bound to a device',
  synced: 'with a synced passkey',
  otherMfa: 'with a code or push',
  phone: 'by phone only',
  none: 'without any method for MFA',
}

/** The same as the head of a column. */
export const strengthTitles: Readonly<Record<Strength, string>> = {
  deviceBound: 'Device-bound',
  synced: 'Synced passkey',
  otherMfa: 'Code or push',
  phone: 'Phone only',
  none: 'None',
}

const classWords: Readonly<Record<MethodClass, string>> = {
  deviceBound: 'phishing-resistant and bound to a device (deviceBound)',
  synced: 'phishing-resistant and synced (synced)',
  otherMfa: 'a method for MFA (otherMfa)',
  phone: 'a phone (phone)',
  recovery: 'for recovery only (recovery)',
  noFactor: 'no second factor (noFactor)',
  temporary: 'temporary (temporary)',
}

/** What the methods of the users come to, for rules that ask about methods; nothing for others. */
export function methodLines(
  { measure, methods: classification, segment }: Rule,
  reading: Reading | undefined,
): readonly string[] {
  const cells = reading?.kind === 'snapshot' ? reading.snapshot.methods : undefined
  if (cells === undefined || !isMethodMeasure(measure)) return []
  const strong = byStrength(cells, classification)
  const each = strengths.flatMap((strength) => {
    const users = strong[strength]
    return users === 0 ? [] : [`${formatCount(users)} ${strengthWords[strength]}`]
  })
  const classified = classifiedIn(cells, classification).map(
    ({ value, as, users }) =>
      `${value} is ${classWords[as]}, ${formatCount(users)} ${nounOf(segment, users)}`,
  )
  return [
    ...(each.length === 0 ? [] : [`Users by their strongest known method: ${each.join('; ')}.`]),
    ...(classified.length === 0
      ? []
      : [`Classified by the rules document (methods): ${classified.join('; ')}.`]),
  ]
}

/** Of whom nobody can tell, and what it would come to with all of them. */
export function doubtLines({ doubt, count, population, rule }: Numbers): readonly string[] {
  if (doubt === undefined) return []
  const { segment } = rule
  const users = doubt.possibly - count
  const whom = `${formatCount(users)} ${nounOf(segment, users)}`
  return [
    `For ${whom} it is not known: ${missingWords(doubt.missing, doubt.open)}. Whatever they have, the answer is the same: with all of them it is ${formatCount(doubt.possibly)} of ${formatCount(population)} (${formatRatio(doubt.possibly, population, rule.minimum)}).`,
  ]
}

/** The same, with users who are in no row first. */
export function missingWords(missing: number, open: OpenMethods): string {
  const words = openWords(open)
  return [
    ...(missing === 0
      ? []
      : [
          `${formatCount(missing)} enabled ${missing === 1 ? 'account is' : 'accounts are'} in no row of the report (completeness)`,
        ]),
    ...(words === '' ? [] : [words]),
  ].join(', ')
}

/** `newValue (2 users), x509Certificate (1 user), no list of methods that can be read (3 users)`. */
export function openWords({ values, unreadable }: OpenMethods): string {
  const named = values
    .slice(0, mostValues)
    .map(({ value, users }) => `${value} is not classified (${amount(users, 'user')})`)
  const more = values.length - named.length
  return [
    ...named,
    ...(more > 0 ? [`${formatCount(more)} further values are not classified`] : []),
    ...(unreadable > 0 ? [`no list of methods that can be read (${amount(unreadable, 'user')})`] : []),
  ].join(', ')
}

const mostValues = 20
