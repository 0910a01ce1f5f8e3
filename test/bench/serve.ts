/**
 * A process of its own: the embedded tenant with so many users and no quota; prints its environment. The second argument:
 * JSON of what else it is to be.
 */
import { loadScenario, startTenant } from '../../src/simulator/tenant/index.ts'
import type { Serving } from './run-process.ts'

const population = Number(process.argv[2])
const { compression = false, permissions = ['AuditLog.Read.All'] } = JSON.parse(
  process.argv[3] ?? '{}',
) as Serving
const share = (percent: number) => Math.floor((population * percent) / 100)
const scenario = {
  population,
  counts: { mfaRegistered: share(93) },
  permissions,
  users: {
    guests: share(10),
    guestsRegistered: share(5),
    admins: Math.min(50, share(1)),
    adminsRegistered: Math.min(40, share(1)),
  },
}
const tenant = await startTenant(loadScenario(JSON.stringify(scenario)), { compression })
process.send?.(tenant.environment)
process.on('message', () => process.send?.(tenant.requests.length))
process.on('disconnect', () => process.exit())
