import { packedPath, packing } from '../../audit/baggage.ts'
import { charterOf, textsOf } from '../../audit/charter.ts'
import { ConfigurationError } from '../../config/problem.ts'
import { setting } from '../../config/setting.ts'
import { version } from '../../io/version.ts'
import type { Effects } from '../effects.ts'
import { exitCodes } from '../exit-code.ts'
import { settingsWith } from '../gate-options.ts'
import { collectFrom } from './collect.ts'
import { beginKept } from './keeping.ts'
import { phases } from './phases.ts'
import {
  type AuditOptions,
  type AuditPreparation,
  prepareAudit,
  rulesDocumentOf,
  tenantsDocumentOf,
} from './prepare-audit.ts'
import { queueLocation } from './queue-option.ts'
import { withFleet } from './with-fleet.ts'
import { note } from '../output/tell.ts'

/**
 * Puts the tenants of an audit into the queue, with all that it asks of them, and waits for the workers unless it is told
 * not to. Answers its exit code. @throws ConfigurationError
 */
export async function distribute(effects: Effects, options: AuditOptions): Promise<number> {
  const location = queueLocation(options, effects.environment, effects.directory)
  refuseWhatStays(effects, options)
  const { read, packed } = packing(effects.directory)
  const preparation = prepareAudit(effects, options, read)
  const charter = charterFor(effects, options, preparation, packed)
  const time = phases(effects, options)
  return withFleet(effects, { location, queue: options.queue, mode: 'write', time }, async (open) => {
    const { fleet, history } = open
    const keys = preparation.tenants.map(({ label }) => label.key)
    const { id } = await beginKept(history, preparation.fingerprint, keys, effects.now())
    await fleet.put({ id, charter, texts: textsOf(charter, packed) })
    await fleet.enqueue(
      keys.map((key, position) => ({ auditId: id, position, key })),
      0,
    )
    await note(effects, `${keys.length} tenants are in the queue ${options.queue} as audit ${id}`)
    if (options.wait) return await collectFrom(effects, { ...open, id, targets: preparation.targets, time })
    effects.stdout.write(`${id}\n`)
    return exitCodes.pass
  })
}

/** What is of this machine alone, and would be passed over by workers on others. @throws ConfigurationError */
function refuseWhatStays({ environment }: Effects, options: AuditOptions): void {
  const problems = [
    ...(tenantsDocumentOf(options, environment) === undefined
      ? ['--distribute needs a tenants document; give --tenants FILE or set MFA_GATE_TENANTS']
      : []),
    ...(options.resume === true
      ? ['the workers continue by themselves; leave --resume out and run mfa-gate audit collect']
      : []),
    ...(options.evidence !== undefined || options.sign !== undefined
      ? ['the workers write the bundles; give --evidence and --sign to mfa-gate audit worker']
      : []),
    ...(options.baselines !== undefined || setting(environment, 'MFA_GATE_BASELINES') !== undefined
      ? [
          'the workers need the baselines; give --baselines to mfa-gate audit worker, as a directory that all workers share, and unset MFA_GATE_BASELINES here',
        ]
      : []),
  ]
  if (problems.length > 0) throw new ConfigurationError(problems)
}

function charterFor(
  { environment, directory }: Effects,
  options: AuditOptions,
  { fingerprint, assessing: { source, stack } }: AuditPreparation,
  packed: ReturnType<typeof packing>['packed'],
) {
  const rules = rulesDocumentOf(options, environment, directory)
  return charterOf(
    {
      ...{ version, source, stack, plan: fingerprint },
      tenants: packedPath(tenantsDocumentOf(options, environment) ?? '', directory),
      rules: rules === undefined ? undefined : packedPath(rules, directory),
      cloud: settingsWith(options, environment).cloud.name,
    },
    packed,
  )
}
