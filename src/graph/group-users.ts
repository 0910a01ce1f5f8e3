import { holds } from '../model/permission.ts'
import { CouldNotRead } from '../model/could-not-read.ts'
import type { AccountIds } from '../model/exclusion.ts'
import type { DirectoryLedger } from '../model/ledger.ts'
import { segmentOfGroup } from '../model/segment.ts'
import type { TokenClaims } from '../schemas/token-claims.ts'
import type { GraphConnection } from './connection.ts'
import { readList } from './directory-list.ts'
import { parseJsonBody } from './json-body.ts'
import { graphCodeOf, refusalReason } from './refusal.ts'
import type { GraphResponse } from './response.ts'

const permission = 'GroupMember.Read.All'
const hiddenPermission = 'Member.Read.Hidden'

export interface GroupUsers {
  readonly ids: AccountIds
  readonly ledger: DirectoryLedger
}

/**
 * The users of a group and of all groups in it, each once; their ids alone.
 * Source: Microsoft Graph v1.0, list group transitive members; the cast to users needs `$count` and the header.
 * @throws CouldNotRead
 */
export async function readGroupUsers(
  directory: GraphConnection,
  id: string,
  claims: Pick<TokenClaims, 'roles' | 'scp'>,
): Promise<GroupUsers> {
  const list = {
    what: segmentOfGroup(id),
    path: `/groups/${id}/transitiveMembers/microsoft.graph.user?$count=true&$select=id&$top=999`,
    permission,
    headers: { ConsistencyLevel: 'eventual' },
    absent: (answer: GraphResponse) => absentReason(id, answer),
  }
  const { found: ids, ledger } = await readList(directory, list, () => {
    const users = new Set<string>()
    return { found: users, take: (user) => users.add(user) }
  })
  // Of a hidden membership nobody comes, which is not the same as that nobody is in the group.
  if (ids.size === 0 && !holds(claims, hiddenPermission)) await refuseHidden(directory, id)
  return { ids, ledger }
}

function absentReason(group: string, answer: GraphResponse) {
  const { status, requestId } = answer
  return { code: 'group-absent', group, status, graphCode: graphCodeOf(answer), requestId } as const
}

async function refuseHidden(directory: GraphConnection, group: string): Promise<void> {
  const answer = await directory.get('v1.0', `/groups/${group}?$select=id,visibility`)
  if (answer.status === 404) throw new CouldNotRead(absentReason(group, answer))
  if (answer.status !== 200) throw new CouldNotRead(refusalReason(answer, { permission }))
  const body = parseJsonBody(answer)
  const hidden =
    typeof body === 'object' &&
    body !== null &&
    'visibility' in body &&
    body.visibility === 'HiddenMembership'
  if (hidden) throw new CouldNotRead({ code: 'group-hidden', group, requestId: answer.requestId })
}
