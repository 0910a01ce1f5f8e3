import { objectId } from '../graph/details-row.ts'
import type { Scenario } from '../scenario/schema.ts'

type Group = NonNullable<Scenario['groups']>[number]

/** Users in no row have ids of their own, apart from those of all others. */
const withoutRowFrom = 0x40000000
const withoutRowEach = 0x100000

/** The object ids of a group's users, and of the users of all groups in it; undefined: there is no such group. */
export function usersOfGroup(scenario: Scenario, id: string): readonly string[] | undefined {
  const { groups = [] } = scenario
  if (groupNamed(groups, id) === undefined) return undefined
  const users = new Set<string>()
  const seen = new Set<string>()
  const open = [id]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const group = groupNamed(groups, next)
    if (group === undefined || seen.has(group.id)) continue
    seen.add(group.id)
    for (const user of ownUsers(scenario, group, groups.indexOf(group))) users.add(user)
    open.push(...group.groups)
  }
  return [...users]
}

export function groupNamed(groups: readonly Group[], id: string): Group | undefined {
  return groups.find((group) => group.id.toLowerCase() === id.toLowerCase())
}

function ownUsers(
  scenario: Scenario,
  { users, accounts, withoutRow }: Group,
  place: number,
): readonly string[] {
  const named = accounts.map((name) =>
    (scenario.users?.accounts ?? []).findIndex(({ userPrincipalName }) => userPrincipalName === name),
  )
  const first = Array.from({ length: users }, (_, index) => index)
  const others = Array.from(
    { length: withoutRow },
    (_, index) => withoutRowFrom + place * withoutRowEach + index,
  )
  return [...named, ...first, ...others].map(objectId)
}

/** Why there can be no such groups. */
export function groupProblems(scenario: Scenario): readonly string[] {
  const { groups = [], population } = scenario
  const names = new Set(scenario.users?.accounts.map(({ userPrincipalName }) => userPrincipalName))
  return groups.flatMap(({ users, accounts, groups: inner }, index) => [
    ...(users > population ? [`$.groups[${index}].users is more than $.population.`] : []),
    ...accounts.flatMap((name) =>
      names.has(name) ? [] : [`$.groups[${index}].accounts names ${name}, who is not in $.users.accounts.`],
    ),
    ...inner.flatMap((id) =>
      groupNamed(groups, id) === undefined
        ? [`$.groups[${index}].groups names ${id}, which is not there.`]
        : [],
    ),
  ])
}
