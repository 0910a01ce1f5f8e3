import { amount, formatCount } from '../model/count.ts'
import type { DirectoryLedger } from '../model/ledger.ts'
import { isNamed, nounOf, segmentNamed } from '../model/segment.ts'
import type { WordsFor } from './reason-words.ts'

type Code = 'group-absent' | 'group-hidden' | 'group-unreported' | 'roles-empty'

/** Why the directory did not tell whom a rule or an exclusion is about. */
export const directoryReasons: { readonly [C in Code]: WordsFor<C> } = {
  'group-absent': ({ group, status, graphCode }) => ({
    what: `the tenant has no group ${group} (${status}${graphCode === undefined ? '' : `, ${graphCode}`})`,
    todo: 'correct the id in the rules document: it is the Object ID on the page of the group in the Microsoft Entra admin center; the group may have been deleted',
  }),
  'group-hidden': ({ group }) => ({
    what: `the members of the group ${group} are hidden, so the list came back empty`,
    todo: 'grant the app the application permission Member.Read.Hidden of Microsoft Graph, with admin consent, or name another group',
  }),
  'roles-empty': ({ segment }) => ({
    what: `no ${nounOf(segment, 1)} came, but every tenant has one`,
    todo: 'run again; if this happens again, use the segment admins, which the report marks itself (isAdmin)',
  }),
  'group-unreported': ({ segment, withoutRow }) => ({
    what: `none of the ${formatCount(withoutRow)} ${nounOf(segment, withoutRow)} is in the report, so no ratio can be calculated`,
    todo: 'check whether they are disabled, new or without a licence; new accounts appear in the report some hours late',
  }),
}

const lists: Readonly<Record<string, string>> = {
  users: 'the accounts of the directory',
  roleAssignments: 'the role assignments of the directory',
  roleEligibilityScheduleInstances: 'the role eligibilities of the directory',
}

/** `the users of the group 0000…`: a list as its ledger calls it. */
export function listWords(what: string): string {
  const list = lists[what]
  if (list !== undefined) return list
  const segment = segmentNamed(what)
  return segment === undefined ? what : `the ${nounOf(segment, 2)}`
}

/** `Directory: users of the group 0000…: 2 requests, 2 pages, 1,500 users.` */
export function directorySentence(lists: readonly DirectoryLedger[]): string {
  const each = lists.map(
    ({ what, requests, pages, rows }) =>
      `${listWords(what)}: ${amount(requests, 'request')}, ${amount(pages, 'page')}, ${amount(rows, what.startsWith('role') ? 'assignment' : 'user')}`,
  )
  return `Directory: ${each.join('; ')}.`
}

/** Of a group: how many of its users are not in the numbers, which are of the report. Nothing where all are. */
export function withoutRowNote({
  segment = 'all',
  withoutRow = 0,
}: {
  readonly segment?: string
  readonly withoutRow?: number
}): string | undefined {
  const named = segmentNamed(segment)
  if (withoutRow === 0 || named === undefined || isNamed(named)) return undefined
  const [is, they] = withoutRow === 1 ? ['is', 'it counts'] : ['are', 'they count']
  return `${formatCount(withoutRow)} further ${nounOf(named, withoutRow)} ${is} not in the report (disabled, new or unlicensed), so ${they} neither for nor against.`
}
