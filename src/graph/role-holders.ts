import { CouldNotRead } from '../model/could-not-read.ts'
import type { AccountIds } from '../model/exclusion.ts'
import { plainGuid } from '../model/guid.ts'
import type { DirectoryLedger } from '../model/ledger.ts'
import type { RoleState } from '../model/segment.ts'
import type { DirectoryEntry } from '../schemas/directory-list.ts'
import type { GraphConnection } from './connection.ts'
import { readList } from './directory-list.ts'
import { doubtful } from './page-walk.ts'

const lists = {
  active: { what: 'roleAssignments', permission: 'RoleManagement.Read.Directory' },
  eligible: {
    what: 'roleEligibilityScheduleInstances',
    permission: 'RoleEligibilitySchedule.Read.Directory',
  },
} as const

/** Who has roles by one list, groups not yet expanded. */
interface Holders {
  readonly users: AccountIds
  readonly groups: AccountIds
  readonly ledger: DirectoryLedger
}

/**
 * The users with a role of Microsoft Entra, of whichever role and scope; what is assigned to a group is its users'.
 * Activated roles are among the assignments. Source: Microsoft Graph v1.0, list unifiedRoleAssignments and list
 * roleEligibilityScheduleInstances.
 * @throws CouldNotRead
 */
export async function readRoleHolders(
  directory: GraphConnection,
  state: RoleState,
  {
    usersOf,
    onLedger,
  }: {
    readonly usersOf: (group: string) => Promise<AccountIds>
    readonly onLedger: (ledger: DirectoryLedger) => void
  },
): Promise<AccountIds> {
  const ids = new Set<string>()
  const groups = new Set<string>()
  for (const list of state === 'active' ? (['active'] as const) : (['active', 'eligible'] as const)) {
    const found = await readHolders(directory, list)
    onLedger(found.ledger)
    for (const user of found.users) ids.add(user)
    for (const group of found.groups) groups.add(group)
  }
  for (const group of groups) for (const user of await usersOf(group)) ids.add(user)
  // Every tenant has an administrator.
  if (ids.size === 0) throw new CouldNotRead({ code: 'roles-empty', segment: `roles:${state}` })
  return ids
}

async function readHolders(directory: GraphConnection, state: keyof typeof lists): Promise<Holders> {
  const { what, permission } = lists[state]
  const path = `/roleManagement/directory/${what}?$expand=principal`
  const { found, ledger } = await readList(directory, { what, path, permission, opaqueIds: true }, () => {
    const holders = { users: new Set<string>(), groups: new Set<string>() }
    return {
      found: holders,
      take: (_, entry, { requestId }) => {
        const { id, type } = principalOf(entry, requestId)
        if (type === 'user' || type === 'group') holders[`${type}s`].add(id)
      },
    }
  })
  return { ...found, ledger }
}

/** Apps have roles too, and no MFA. @throws CouldNotRead where it is not told who or what it is */
function principalOf(
  { principal }: DirectoryEntry,
  requestId: string | undefined,
): { readonly id: string; readonly type: string } {
  const id = plainGuid(principal?.id ?? '')?.toLowerCase()
  const type = /^#microsoft\.graph\.(\w+)$/.exec(principal?.['@odata.type'] ?? '')?.[1]
  if (id === undefined || type === undefined)
    throw doubtful({ kind: 'rows-lacking', member: 'principal', rows: 1 }, requestId)
  return { id, type }
}
