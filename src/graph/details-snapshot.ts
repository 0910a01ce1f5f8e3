import { CouldNotRead } from '../model/could-not-read.ts'
import { toCount } from '../model/count.ts'
import { type ExclusionCap, type Exclusions, withinCap } from '../model/exclusion.ts'
import type { PageLedger } from '../model/ledger.ts'
import { allUnmatched } from '../model/named-entries.ts'
import type { Segment } from '../model/segment.ts'
import type { Provenance, Snapshot } from '../model/snapshot.ts'
import type { Tally } from '../model/tally.ts'
import type { DetailsRequest } from './details-request.ts'

/** @throws CouldNotRead `too-many-excluded`, `exclusion-unmatched` */
export function detailsSnapshot(
  tenantId: string,
  { exclusions, adminsAlone }: Pick<DetailsRequest, 'exclusions' | 'adminsAlone'>,
  tallies: ReadonlyMap<Segment, Tally>,
  ledger: PageLedger,
  provenance: Omit<Provenance, 'source'>,
): Snapshot {
  const from = { source: 'registrationDetails', ...provenance } as const
  const { all, ...segments } = Object.fromEntries(tallies) as Partial<Record<Segment, Tally>>
  if (adminsAlone === true && segments.admins !== undefined)
    return { tenantId, ...segments.admins, segment: 'admins', ledger, provenance: from }
  if (all === undefined) throw new TypeError('a walk that did not count all')
  if (exclusions !== undefined) checkMatches(all, exclusions, ledger)
  if (exclusions?.cap !== undefined) checkCap(all, exclusions.cap, ledger)
  return { tenantId, ...all, segments, ledger, provenance: from }
}

function checkCap({ population, exclusions }: Tally, cap: ExclusionCap, ledger: PageLedger): void {
  const whole = exclusions?.population ?? population
  const excluded = toCount(whole - population)
  if (excluded === undefined) throw new TypeError('more users after the exclusions than before')
  if (withinCap(excluded, whole, cap)) return
  const unmatched = allUnmatched((exclusions?.excluded ?? []).flatMap((one) => one.unmatched ?? []))
  throw new CouldNotRead({
    ...{ code: 'too-many-excluded', excluded, population: whole, cap, ledger },
    ...(unmatched === undefined ? {} : { unmatched }),
  })
}

function checkMatches({ exclusions }: Tally, { list }: Exclusions, ledger: PageLedger): void {
  const idle = (exclusions?.excluded ?? []).flatMap(({ unmatched }, index) =>
    unmatched === undefined ? [] : [{ unmatched, required: list[index]?.requireMatch === true }],
  )
  const ofKind = (kind: boolean) =>
    allUnmatched(idle.flatMap(({ unmatched, required }) => (required === kind ? [unmatched] : [])))
  const [required, others] = [ofKind(true), ofKind(false)]
  if (required === undefined) return
  throw new CouldNotRead({
    ...{ code: 'exclusion-unmatched', ...required, ledger },
    ...(others === undefined ? {} : { others }),
  })
}
