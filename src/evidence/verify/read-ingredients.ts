import { ConfigurationError } from '../../config/problem.ts'
import { type Item, ok } from '../../doctor/item.ts'
import { formatMoment } from '../../report/moment.ts'
import type { Snapshot } from '../../model/snapshot.ts'
import type { SavedReading } from '../../model/saved-reading.ts'
import type { EvidenceRules } from '../../schemas/evidence/rules.ts'
import isEvidenceContext from '../../schemas/compiled/is-evidence-context.cjs'
import isEvidenceRules from '../../schemas/compiled/is-evidence-rules.cjs'
import { parseSnapshot } from '../../snapshots/load-snapshot.ts'
import type { Files } from '../archive.ts'
import { jsonOf } from '../bytes.ts'
import { textOf } from '../../io/utf8.ts'
import type { Ingredients } from '../judge-again.ts'
import { failed } from './failed.ts'

/** What was judged, when it can be believed. */
export function readIngredients(files: Files, items: Item[]): Ingredients | undefined {
  const rules = jsonOf(files.get('rules.json') ?? new Uint8Array())
  const context = jsonOf(files.get('context.json') ?? new Uint8Array())
  const before = items.length
  const saved = readSnapshot(files.get('snapshot.json'), items)
  if (!isEvidenceRules(rules)) items.push(failed('Rules', 'rules.json is not what entra-mfa-gate writes'))
  if (!isEvidenceContext(context))
    items.push(failed('Context', 'context.json is not what entra-mfa-gate writes'))
  if (isEvidenceRules(rules) && saved !== undefined) items.push(...checkExclusions(rules, saved))
  const wrong = items.slice(before).some(({ state }) => state === 'failed')
  if (wrong || !isEvidenceRules(rules) || !isEvidenceContext(context)) return undefined
  return { rules, context, snapshots: saved?.snapshots ?? [] }
}

function readSnapshot(bytes: Uint8Array | undefined, items: Item[]): SavedReading | undefined {
  const name = 'Snapshot'
  if (bytes === undefined) {
    items.push(ok(name, 'none, since nothing could be read; assessment.json says why'))
    return undefined
  }
  try {
    const saved = parseSnapshot(textOf(bytes) ?? '', 'snapshot.json')
    items.push(ok(name, `its own digest holds; ${saved.snapshots.map(originOf).join('; ')}`))
    if (saved.snapshots.some(({ provenance }) => provenance.simulated)) items.push(simulated)
    return saved
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    items.push(
      failed(name, error.problems.map((problem) => problem.replace(/; save a new one .*$/, '')).join('; ')),
    )
    return undefined
  }
}

const simulated: Item = {
  name: 'Tenant',
  state: 'warning',
  says: 'SIMULATED: the embedded tenant, a stand-in, was read. It says nothing of any real tenant',
  todo: [],
}

function originOf({ provenance, tenantId }: Snapshot): string {
  return `${provenance.source} of ${tenantId}, received at ${formatMoment(provenance.receivedAt)}`
}

/** The digest tells whether those left out of the counts are those that the rules leave out, without naming them. */
function checkExclusions({ exclusions }: EvidenceRules, saved: SavedReading): readonly Item[] {
  if ((exclusions?.sha256 ?? undefined) === saved.exclusionsSha256) return []
  return [failed('Exclusions', 'the numbers were counted with other exclusions than rules.json declares')]
}
