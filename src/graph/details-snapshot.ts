import { CouldNotRead } from '../posture/could-not-read.ts'
import { toCount } from '../posture/count.ts'
import { type ExclusionCap, type Exclusions, withinCap } from '../posture/exclusion.ts'
import type { PageLedger } from '../posture/ledger.ts'
import type { Segment } from '../posture/segment.ts'
import type { Provenance, Snapshot } from '../posture/snapshot.ts'
import type { Tally } from '../posture/tally.ts'
import type { DetailsRequest } from './details-request.ts'

/** @throws CouldNotRead `too-many-excluded`, `exclusion-unmatched` */
export function detailsSnapshot(
  tenantId: string,
  { exclusions }: Pick<DetailsRequest, 'exclusions'>,
  tallies: ReadonlyMap<Segment, Tally>,
  ledger: PageLedger,
  provenance: Omit<Provenance, 'source'>,
): Snapshot {
  const { all, ...segments } = Object.fromEntries(tallies) as Partial<Record<Segment, Tally>>
  if (all === undefined) throw new TypeError('a walk that did not count all')
  if (exclusions !== undefined) checkMatches(all, exclusions, ledger)
  if (exclusions?.cap !== undefined) checkCap(all, exclusions.cap, ledger)
  return { tenantId, ...all, segments, ledger, provenance: { source: 'registrationDetails', ...provenance } }
}

function checkCap({ population, exclusions }: Tally, cap: ExclusionCap, ledger: PageLedger): void {
  const whole = exclusions?.population ?? population
  const excluded = toCount(whole - population)
  if (excluded === undefined) throw new TypeError('more users after the exclusions than before')
  if (!withinCap(excluded, whole, cap)) {
    throw new CouldNotRead({ code: 'too-many-excluded', excluded, population: whole, cap, ledger })
  }
}

function checkMatches({ exclusions }: Tally, { list }: Exclusions, ledger: PageLedger): void {
  const unmatched = (exclusions?.excluded ?? []).flatMap((one, index) =>
    list[index]?.requireMatch === true && one.unmatched !== undefined ? [one.unmatched] : [],
  )
  if (unmatched.length === 0) return
  const entries = unmatched.reduce((sum, one) => sum + one.entries, 0)
  throw new CouldNotRead({
    code: 'exclusion-unmatched',
    entries,
    at: unmatched.flatMap(({ at }) => at),
    ledger,
  })
}
