import type { Cloud } from '../config/cloud.ts'
import type { Inquiry } from '../model/inquiry.ts'
import { groupOf, roleStateOf } from '../model/segment.ts'
import { canAnswer } from '../model/source.ts'
import { holds } from '../model/permission.ts'
import type { TokenClaims } from '../schemas/token-claims.ts'
import type { Assessment } from '../rules/assessment.ts'
import { grantCommands, isPermission, type Permission } from './grant-commands.ts'
import { type Item, ok, skipped } from './item.ts'

/** What the count report needs; no other permission opens it, but with the details the users can be counted instead. */
export function countPermission(
  claims: TokenClaims,
  { graph, hasCountReport }: Cloud,
  inquiry: Inquiry,
): Item {
  const permission = 'Reports.Read.All'
  const name = `permission ${permission}`
  if (holds(claims, permission)) return ok(name, 'the token holds it, for the count report')
  if (holds(claims, 'AuditLog.Read.All')) {
    return skipped(name, 'the token lacks it, so users are counted one by one instead of by the count report')
  }
  if (!asksCountReport(inquiry)) return skipped(name, 'the rules ask for nothing that the count report has')
  if (!hasCountReport) return skipped(name, 'of no use in a cloud without the count report')
  return lacking(permission, 'the count report needs it', claims, graph)
}

/** What per-user details need; a check of the count report does without. `others` would read with it, besides rules. */
export function detailsPermission(
  claims: TokenClaims,
  { graph, hasCountReport }: Cloud,
  inquiry: Inquiry,
  others: readonly string[] = [],
): Item {
  const permission = 'AuditLog.Read.All'
  const name = `permission ${permission}`
  if (holds(claims, permission)) return ok(name, 'the token holds it, for per-user details')
  if (needsMore(inquiry))
    return lacking(permission, 'the rules need a report that only this permission opens', claims, graph)
  const spared = 'the token lacks it; the count report, which the rules need, is read without it'
  if (hasCountReport && others.length === 0) return skipped(name, spared)
  if (hasCountReport) {
    const says = `${spared}, but ${others.join(' and ')} ${others.length === 1 ? 'needs' : 'need'} it`
    return { name, state: 'warning', says, todo: howToGrant(permission, claims, graph) }
  }
  return lacking(permission, 'per-user details need it', claims, graph)
}

/** Whether the count report can say anything that is asked; nothing asked is what rules may ask tomorrow. */
export function asksCountReport({ questions, exclusions, source = 'auto' }: Inquiry): boolean {
  if (source !== 'auto') return source === 'registrationCounts'
  if (questions.length === 0) return true
  return exclusions === undefined && questions.some((question) => canAnswer('registrationCounts', question))
}

/** Whether the count report will not do: for segments, methods and most measures, exclusions, and by name. */
function needsMore({ questions, exclusions, source = 'auto' }: Inquiry): boolean {
  if (source === 'registrationCounts') return false
  const beyond = questions.some((question) => !canAnswer('registrationCounts', question))
  return source !== 'auto' || beyond || (exclusions !== undefined && questions.length > 0)
}

/** What the rules ask of the directory, each permission once. */
export function directoryPermissions(
  claims: TokenClaims,
  { graph }: Cloud,
  inquiry: Inquiry,
): readonly Item[] {
  return directoryNeeds(inquiry).map(([permission, ...why]) => {
    const what = why.join(' and ')
    const needs = `${what} in the rules document ${why.length === 1 ? 'needs' : 'need'} it`
    return holds(claims, permission)
      ? ok(`permission ${permission}`, `the token holds it, for ${what}`)
      : lacking(permission, needs, claims, graph)
  })
}

/** Each permission, and what needs it. */
function directoryNeeds({
  completeness,
  exclusions,
  questions,
}: Inquiry): readonly (readonly [Permission, ...string[]])[] {
  const asked = new Set(exclusions?.list.map(({ asks }) => asks?.kind))
  const ofGroups = questions.some(({ segment }) => groupOf(segment) !== undefined)
  const accounts = [
    ...(completeness === undefined ? [] : ['completeness: usersCount']),
    ...(asked.has('joiners') ? ['the exclusion of joiners'] : []),
    ...(asked.has('unlicensed') ? ['the exclusion of unlicensed accounts'] : []),
  ]
  const states = questions.map(({ segment }) => roleStateOf(segment))
  const roles = states.includes('active') || states.includes('eligible')
  const groups = [
    ...(roles ? ['the segment of roles, which groups may have,'] : []),
    ...(ofGroups ? ['the segment of a group'] : []),
    ...(asked.has('group') ? ['the exclusion of a group'] : []),
  ]
  return [
    ...(accounts.length === 0 ? [] : [['User.Read.All', ...accounts] as const]),
    ...(groups.length === 0 ? [] : [['GroupMember.Read.All', ...groups] as const]),
    ...(roles ? [['RoleManagement.Read.Directory', 'the segment of roles'] as const] : []),
    ...(states.includes('eligible')
      ? [['RoleEligibilitySchedule.Read.Directory', 'the segment of eligible roles'] as const]
      : []),
  ]
}

function lacking(permission: Permission, why: string, claims: TokenClaims, graph: string): Item {
  return {
    ...{ name: `permission ${permission}`, state: 'failed', says: `the token lacks it, and ${why}` },
    todo: howToGrant(permission, claims, graph),
  }
}

function howToGrant(permission: Permission, claims: TokenClaims, graph: string): readonly string[] {
  if (claims.scp === undefined) return grantCommands(permission, claims.appid ?? 'APP_ID', graph)
  return [
    "A signed-in tool's token holds the permissions that Microsoft gave the tool, and this one is not among them.",
    'Sign in as an app or a managed identity that has it; docs/sign-in.md shows how.',
  ]
}

/** How to grant what the decision lacked, unless a step before has said it already. */
export function grantsFor(
  { verdicts }: Assessment,
  earlier: readonly Item[],
  claims: TokenClaims,
  graph: string,
): readonly string[] {
  const open = verdicts.find((verdict) => verdict.kind === 'undetermined')
  if (open?.reason.code !== 'permission-missing') return []
  const { permission } = open.reason
  const name = `permission ${permission}`
  const hasTodo = earlier.some((item) => item.name === name && item.todo.length > 0)
  return hasTodo || !isPermission(permission) ? [] : howToGrant(permission, claims, graph)
}
