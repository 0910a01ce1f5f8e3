/** A process of its own: the embedded tenant with so many users, no quota and no compression; prints its environment. */
import { loadScenario, startTenant } from '../../src/simulator/tenant/index.ts'

const population = Number(process.argv[2])
const share = (percent: number) => Math.floor((population * percent) / 100)
const scenario = {
  population,
  counts: { mfaRegistered: share(93) },
  permissions: ['AuditLog.Read.All'],
  users: {
    guests: share(10),
    guestsRegistered: share(5),
    admins: Math.min(50, share(1)),
    adminsRegistered: Math.min(40, share(1)),
  },
}
const tenant = await startTenant(loadScenario(JSON.stringify(scenario)), { compression: false })
process.send?.(tenant.environment)
process.on('message', () => process.send?.(tenant.requests.length))
process.on('disconnect', () => process.exit())
