import { forbidden, type GraphRefusal } from '../graph/refusals.ts'
import { tokenFaults } from './token-faults.ts'
import type { Site } from './fault.ts'

/** Graph's refusals of a report that needs `permission`. */
export function refusalFaults(permission: string) {
  const refusal = (given: GraphRefusal) => ({
    reply: (_: unknown, site: Pick<Site<GraphRefusal>, 'refuse'>) => site.refuse(given),
  })
  return {
    'licence-403': refusal(forbidden.licence),
    'permission-403': refusal(forbidden.permission(permission)),
    'role-403': refusal(forbidden.role),
    ...tokenFaults,
  }
}
