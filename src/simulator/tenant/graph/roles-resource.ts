import type { Directory } from '../directory.ts'
import type { Scenario } from '../scenario/schema.ts'
import { objectId } from './details-row.ts'
import type { DirectoryRow } from './directory-page.ts'
import type { Pager } from './directory-pager.ts'
import type { Resource } from './resource.ts'

type Role = NonNullable<Scenario['roles']>[number]

/** `GET /v1.0/roleManagement/directory/roleAssignments` and `…/roleEligibilityScheduleInstances`. */
export function createRoles({ scenario }: Directory, page: Pager): readonly Resource[] {
  const listOf = (state: Role['state'], name: string, permission: string): Resource => {
    const roles = (scenario.roles ?? []).filter((role) => role.state === state)
    return {
      path: `/v1.0/roleManagement/directory/${name}`,
      methods: ['GET'],
      permission,
      ofDirectory: true,
      answer(incoming, exchange) {
        const expands = incoming.query.get('$expand') === 'principal'
        const at = (index: number): DirectoryRow => rowOf(roles[index], index, scenario, expands)
        return page({ size: roles.length, at }, incoming, exchange)
      },
    }
  }
  return [
    listOf('active', 'roleAssignments', 'RoleManagement.Read.Directory'),
    listOf('eligible', 'roleEligibilityScheduleInstances', 'RoleEligibilitySchedule.Read.Directory'),
  ]
}

const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10'

function rowOf(role: Role | undefined, index: number, scenario: Scenario, expands: boolean): DirectoryRow {
  const principal = principalOf(role, scenario)
  return {
    // As Graph writes them: no object's id.
    id: `lAPpYvVpN0KRkAEhdxReE${index}-1`,
    principalId: principal.id,
    roleDefinitionId: globalAdministrator,
    directoryScopeId: '/',
    ...(expands && { principal }),
  }
}

function principalOf(
  { account, group, app }: Partial<Role> = {},
  { users }: Scenario,
): { readonly '@odata.type': string; readonly id: string } {
  if (group !== undefined) return { '@odata.type': '#microsoft.graph.group', id: group }
  if (app !== undefined) return { '@odata.type': '#microsoft.graph.servicePrincipal', id: app }
  const index = (users?.accounts ?? []).findIndex(({ userPrincipalName }) => userPrincipalName === account)
  return { '@odata.type': '#microsoft.graph.user', id: objectId(index) }
}
