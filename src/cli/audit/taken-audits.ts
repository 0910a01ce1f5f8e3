import type { AuditTenant } from '../../audit/audit-tenant.ts'
import { charterFrom, checkedBaggage } from '../../audit/charter.ts'
import { namedSecrets } from '../../audit/named-secrets.ts'
import { tenantsOfCharter } from '../../audit/tenants-of-charter.ts'
import { ConfigurationError } from '../../config/problem.ts'
import type { Fleet } from '../../fleet/fleet.ts'
import type { AuditCharter } from '../../schemas/audit-charter.ts'
import { type Stack, stackFromNames } from '../../rules/stack.ts'
import type { Effects } from '../effects.ts'
import { settingsWith } from '../gate-options.ts'
import type { WorkerLog } from './worker-log.ts'

/** An audit of the queue as this worker does it. */
export interface TakenAudit {
  readonly id: string
  readonly tenants: readonly AuditTenant[]
  readonly source: AuditCharter['source']
  readonly stack: Stack
}

interface Taking {
  readonly fleet: Fleet
  readonly log: WorkerLog
  readonly options: { readonly timeout?: string }
}

/** Names of variables that one line of a log holds. */
const mostNames = 20

/**
 * Takes up the audits of a queue, each once; undefined for one that has been collected.
 * @throws ConfigurationError where this worker cannot do what is asked
 */
export function takenAudits(
  { environment, directory }: Effects,
  { fleet, log, options }: Taking,
): (id: string) => Promise<TakenAudit | undefined> {
  const taken = new Map<string, Promise<TakenAudit | undefined>>()
  const take = async (id: string): Promise<TakenAudit | undefined> => {
    const queued = await fleet.get(id)
    if (queued === undefined) return undefined
    const charter = charterFrom(queued.charter)
    const settingsOf = (given: Effects['environment']) => settingsWith(options, given)
    const { listed, tenants } = tenantsOfCharter(charter, checkedBaggage(charter, queued.texts), {
      ...{ environment, directory, settingsOf },
    })
    log({ event: 'audit-taken', audit: id, tenants: tenants.length })
    const { named, missing } = namedSecrets(listed, environment)
    const names = missing.slice(0, mostNames)
    if (missing.length > 0) log({ event: 'secrets-missing', audit: id, missing: missing.length, names })
    if (named.length > 0 && missing.length === named.length)
      throw new ConfigurationError([hasNone(names, missing)])
    return { id, tenants, source: charter.source, stack: stackFromNames(charter.stack) }
  }
  return (id) => {
    const known = taken.get(id) ?? take(id)
    taken.set(id, known)
    // Asked anew next time, as the database may be back then.
    known.catch(() => taken.delete(id))
    return known
  }
}

/** One that knows some answers for those; one that knows none would only use up what others can do. */
function hasNone(names: readonly string[], missing: readonly string[]): string {
  const more = missing.length > names.length ? `, and ${missing.length - names.length} more` : ''
  return `this worker has none of the secrets that the tenants of the audit name (${names.join(', ')}${more}); set them in its environment`
}
