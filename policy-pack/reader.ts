import type { Settings } from '../src/config/settings.ts'
import type { TenantReading } from '../src/posture/tenant-reading.ts'
import { clockLines } from '../src/report/clock-words.ts'
import type { Access } from '../src/gate/read.ts'
import { tenantReader } from '../src/gate/reader.ts'
import type { Inquiry } from '../src/posture/inquiry.ts'

/**
 * Reads the tenant once per start of the pack, however many resources and rules ask; a wrong snapshot file is refused
 * now.
 * @throws ConfigurationError
 */
export function readOnce(
  settings: Settings,
  directory: string,
): (ask: () => readonly [Inquiry, Access]) => Promise<TenantReading> {
  const { read, simulated, savedIn } = tenantReader(settings, directory)
  let reading: Promise<TenantReading> | undefined
  const start = (inquiry: Inquiry, access: Access): Promise<TenantReading> => {
    if (simulated) warnStandIn(savedIn === undefined ? 'reads' : 'takes a snapshot of')
    return warnedOfClock(read(inquiry, access))
  }
  return (ask) => (reading ??= start(...ask()))
}

/** A pass prints no numbers in Pulumi, so that nobody may take a stand-in's pass for a tenant's. */
function warnStandIn(verb: string): void {
  process.stderr.write(`entra-mfa-gate: this ${verb} the embedded tenant, a stand-in for Microsoft.\n`)
}

/** The same goes for a clock that is wrong. */
async function warnedOfClock(reading: Promise<TenantReading>): Promise<TenantReading> {
  const readings = await reading
  const lines = new Set(readings.flatMap((one) => clockLines(one.reading)))
  for (const line of lines) process.stderr.write(`entra-mfa-gate: ${line}\n`)
  return readings
}
