import { join } from 'node:path'
import { FileProblem } from '../io/file-problem.ts'
import { KeyTwice, parseJson } from '../io/parse-json.ts'
import { readTextFile } from '../io/read-file.ts'
import { codeOf } from '../io/system-reason.ts'
import { writeWhole } from '../io/write-file.ts'
import type { Baseline, BaselineAnswer, BaselineKey } from '../posture/baseline.ts'
import { toCount } from '../posture/count.ts'
import type { Recording } from '../rules/ratchet.ts'
import { isBaseline } from '../schemas/validate.ts'
import type { BaselineStore } from './baseline-store.ts'

/** A directory with a small JSON file for each tenant, source, segment, measure and set of exclusions. It holds counts, no users. */
export function directoryStore(directory: string): BaselineStore {
  return {
    find: (key) => Promise.resolve(find(fileOf(directory, key), key)),
    record: (baseline) => Promise.resolve(record(fileOf(directory, baseline), baseline)),
  }
}

function find(file: string, key: BaselineKey): BaselineAnswer {
  try {
    const baseline = parse(parseJson(readTextFile(file)), key)
    return baseline === undefined
      ? { kind: 'unreadable', file, problem: 'it does not hold a recorded ratio of this tenant and measure' }
      : { kind: 'found', baseline }
  } catch (error) {
    if (error instanceof KeyTwice) return { kind: 'unreadable', file, problem: 'it gives a key twice' }
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

/** For its owner only: whoever could raise it could have every later ratio refused, or lower it and have a drop pass. */
function record(file: string, baseline: Baseline): Recording {
  const text = `${JSON.stringify({ version: 1, ...baseline }, undefined, 2)}\n`
  const problem = writeWhole(file, text, { readers: 'owner' })
  return problem === undefined ? { kind: 'recorded' } : { kind: 'failed', problem: `${file}: ${problem}` }
}

/** The parts come from the tenant and the rules, yet none of them may lead out of the directory. */
function fileOf(directory: string, key: BaselineKey): string {
  const { tenantId, source, segment, measure, exclusionsSha256 } = key
  // Without exclusions as it was before there were any, so that older records are found.
  const excluded = exclusionsSha256 === undefined ? [] : [`without-${exclusionsSha256.slice(0, 16)}`]
  const name = [source, segment, measure, ...excluded].map(encodeURIComponent).join('.')
  return join(directory, `tenant-${encodeURIComponent(tenantId)}`, `${name}.json`)
}
