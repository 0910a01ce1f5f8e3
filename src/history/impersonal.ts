import type { AssessmentReport } from '../schemas/assessment-report.ts'

const address = /[\p{L}\p{N}._%+'-]+(?:@|%40)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu

/**
 * The report as it is kept for years: without the owners of waivers, who are people, and without e-mail addresses and
 * sign-in names wherever a text has one. What was decided and counted stays as it is.
 */
export function impersonalJson(report: AssessmentReport): string {
  const owners = [...report.verdicts, ...report.waivers].flatMap(({ waiver }) => waiver?.owner ?? [])
  return JSON.stringify(report, (name, value: unknown) => {
    if (typeof value !== 'string') return value
    return name === 'owner' ? '[not kept]' : impersonalText(withoutOwners(value.toWellFormed(), owners))
  })
}

/** Without e-mail addresses and sign-in names. */
export function impersonalText(text: string): string {
  // Most texts have none, and looking for one letter is much faster.
  return /@|%40/.test(text) ? text.replace(address, '[user]') : text
}

/** As the lines about a waiver name them. */
function withoutOwners(text: string, owners: readonly string[]): string {
  return owners.reduce(
    (rest, owner) =>
      rest
        .replaceAll(`Waived by ${owner}, `, 'Waived by its owner, ')
        .replaceAll(`its owner is ${owner}`, 'its owner is in the rules document'),
    text,
  )
}
