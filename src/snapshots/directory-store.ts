import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { FileProblem } from '../io/file-problem.ts'
import { readTextFile } from '../io/read-file.ts'
import { codeOf } from '../io/system-reason.ts'
import type { Baseline, BaselineAnswer, BaselineKey } from '../posture/baseline.ts'
import { toCount } from '../posture/count.ts'
import type { Recording } from '../rules/ratchet.ts'
import { isBaseline } from '../schemas/validate.ts'
import type { BaselineStore } from './baseline-store.ts'

/** A directory with a small JSON file for each tenant, source, segment, measure and set of exclusions. It holds counts, no users. */
export function directoryStore(directory: string): BaselineStore {
  return {
    find: (key) => Promise.resolve(find(fileOf(directory, key), key)),
    record: (baseline) => record(fileOf(directory, baseline), baseline),
  }
}

function find(file: string, key: BaselineKey): BaselineAnswer {
  try {
    const baseline = parse(JSON.parse(readTextFile(file)), key)
    return baseline === undefined
      ? { kind: 'unreadable', file, problem: 'it does not hold a recorded ratio of this tenant and measure' }
      : { kind: 'found', baseline }
  } catch (error) {
    if (!(error instanceof FileProblem)) return { kind: 'unreadable', file, problem: 'it is not JSON' }
    if (codeOf(error.cause) === 'ENOENT') return { kind: 'none' }
    return { kind: 'unreadable', file, problem: error.reason }
  }
}

function parse(value: unknown, key: BaselineKey): Baseline | undefined {
  if (!isBaseline(value)) return undefined
  const { tenantId, source, measure, segment, receivedAt } = value
  const count = toCount(value.count)
  const population = toCount(value.population)
  const same =
    tenantId === key.tenantId &&
    source === key.source &&
    measure === key.measure &&
    segment === key.segment &&
    value.exclusionsSha256 === key.exclusionsSha256
  if (!same || count === undefined || population === undefined || count > population) return undefined
  return { ...key, count, population, receivedAt }
}

/** Written beside and renamed, so that two deployments at once leave one whole file. */
async function record(file: string, baseline: Baseline): Promise<Recording> {
  try {
    await mkdir(dirname(file), { recursive: true })
    const draft = `${file}.${process.pid}.tmp`
    await writeFile(draft, `${JSON.stringify({ version: 1, ...baseline }, undefined, 2)}\n`)
    await rename(draft, file)
    return { kind: 'recorded' }
  } catch (error) {
    return { kind: 'failed', problem: `${file}: ${codeOf(error) ?? 'it cannot be written'}` }
  }
}

/** The parts come from the tenant and the rules, yet none of them may lead out of the directory. */
function fileOf(directory: string, key: BaselineKey): string {
  const { tenantId, source, segment, measure, exclusionsSha256 } = key
  // Without exclusions as it was before there were any, so that older records are found.
  const excluded = exclusionsSha256 === undefined ? [] : [`without-${exclusionsSha256.slice(0, 16)}`]
  const name = [source, segment, measure, ...excluded].map(encodeURIComponent).join('.')
  return join(directory, `tenant-${encodeURIComponent(tenantId)}`, `${name}.json`)
}
