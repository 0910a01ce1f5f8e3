import type { Directory } from '../directory.ts'
import { groupNamed, usersOfGroup } from '../people/groups.ts'
import { type DirectoryRows, isAdvanced } from './directory-page.ts'
import type { Pager } from './directory-pager.ts'
import { accept, refuse } from './exchange.ts'
import { notFound } from './refusals.ts'
import type { Resource } from './resource.ts'

const permission = 'GroupMember.Read.All'

/** `GET /v1.0/groups/{id}` and `…/transitiveMembers/microsoft.graph.user`, a cast that needs `$count` and the header. */
export function createGroups({ scenario }: Directory, page: Pager): readonly Resource[] {
  const { groups = [] } = scenario
  const rowsOf = rememberRows((id) => usersOfGroup(scenario, id))
  const found = (path: string) => groupNamed(groups, path.split('/')[3] ?? '')
  return [
    {
      path: '/v1.0/groups/{id}/transitiveMembers/microsoft.graph.user',
      pattern: /^\/v1\.0\/groups\/[^/]+\/transitiveMembers\/microsoft\.graph\.user$/i,
      methods: ['GET'],
      permission,
      ofDirectory: true,
      answer(incoming, exchange, granted) {
        if (!isAdvanced(incoming)) return refuse(needsHeader, exchange)
        const group = found(incoming.path)
        if (group === undefined) return refuse(notFound(incoming.path.split('/')[3] ?? ''), exchange)
        const readable = !group.hidden || granted.includes('Member.Read.Hidden')
        return page(readable ? rowsOf(group.id) : nobody, incoming, exchange)
      },
    },
    {
      path: '/v1.0/groups/{id}',
      pattern: /^\/v1\.0\/groups\/[^/]+$/i,
      methods: ['GET'],
      permission,
      ofDirectory: true,
      answer({ path }, exchange) {
        const group = found(path)
        if (group === undefined) return refuse(notFound(path.split('/')[3] ?? ''), exchange)
        return accept({ id: group.id, visibility: group.hidden ? 'HiddenMembership' : null }, exchange)
      },
    },
  ]
}

/** Worked out once for all pages of a group. */
function rememberRows(usersOf: (id: string) => readonly string[] | undefined): (id: string) => DirectoryRows {
  const known = new Map<string, readonly string[]>()
  return (id) => {
    const users = known.get(id) ?? usersOf(id) ?? []
    known.set(id, users)
    return { size: users.length, at: (index) => ({ id: users[index] }) }
  }
}

const nobody: DirectoryRows = { size: 0, at: () => ({}) }

const needsHeader = {
  status: 400,
  code: 'Request_UnsupportedQuery',
  message: 'The specified filter to the reference property query is currently not supported.',
}
