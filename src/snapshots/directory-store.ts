import { join, resolve } from 'node:path'
import { FileProblem } from '../io/file-problem.ts'
import { withLock } from '../io/lock.ts'
import { DoubtfulJson, parseJson } from '../io/parse-json.ts'
import { readTextFile } from '../io/read-file.ts'
import { codeOf } from '../io/system-reason.ts'
import { writeWhole } from '../io/write-file.ts'
import { type Baseline, type BaselineLookup, type BaselineKey, isSameKey } from '../model/baseline.ts'
import { toCount } from '../model/count.ts'
import { atLeast } from '../model/drop.ts'
import type { Recording } from '../rules/ratchet.ts'
import isBaseline from '../schemas/compiled/is-baseline.cjs'
import { type BaselineStore, noStore } from './baseline-store.ts'

/** A directory with a small JSON file for each tenant, source, segment, measure and set of exclusions. It holds counts, no users. */
export function directoryStore(directory: string): BaselineStore {
  let patience = patienceMs
  return {
    find: (key) => Promise.resolve(find(fileOf(directory, key), key)),
    async record(baseline) {
      const began = performance.now()
      const recording = await record(fileOf(directory, baseline), baseline, patience)
      patience = Math.max(0, patience - (performance.now() - began))
      return recording
    },
  }
}

/** The store at a path relative to `directory`; none where nobody names one. */
export function storeIn(path: string | undefined, directory: string): BaselineStore {
  return path === undefined ? noStore : directoryStore(resolve(directory, path))
}

/** For all locks of one command together: they come after the reading, which may have used up its deadline. */
const patienceMs = 1_500

function find(file: string, key: BaselineKey): BaselineLookup {
  try {
    const baseline = parse(parseJson(readTextFile(file)), key)
    return baseline === undefined
      ? { kind: 'unreadable', file, problem: 'it does not hold a recorded ratio of this tenant and measure' }
      : { kind: 'found', baseline, file }
  } catch (error) {
    if (error instanceof DoubtfulJson) return { kind: 'unreadable', file, problem: error.message }
    if (!(error instanceof FileProblem)) return { kind: 'unreadable', file, problem: 'it is not JSON' }
    if (codeOf(error.cause) === 'ENOENT') return { kind: 'none' }
    return { kind: 'unreadable', file, problem: error.reason }
  }
}

function parse(value: unknown, key: BaselineKey): Baseline | undefined {
  if (!isBaseline(value)) return undefined
  const count = toCount(value.count)
  const population = toCount(value.population)
  if (!isSameKey(value, key) || count === undefined || population === undefined || count > population)
    return undefined
  return { ...key, count, population, receivedAt: value.receivedAt }
}

/** For its owner only: whoever could raise it could have every later ratio refused, or lower it and have a drop pass. */
async function record(file: string, baseline: Baseline, patience: number): Promise<Recording> {
  const { count, population } = baseline
  if (count > population || population === 0) throw new TypeError('what is recorded is not a ratio')
  try {
    const problem = await withLock(file, () => raise(file, baseline), patience)
    return problem === undefined ? { kind: 'recorded' } : { kind: 'failed', problem: `${file}: ${problem}` }
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    return { kind: 'failed', problem: `${file}: ${error.reason}` }
  }
}

/** Read again, as another run may have recorded a higher ratio since this one judged. */
function raise(file: string, baseline: Baseline): string | undefined {
  const answer = find(file, baseline)
  if (answer.kind === 'unreadable') return answer.problem
  if (answer.kind === 'found' && !atLeast(baseline, answer.baseline))
    return 'another run has recorded a higher ratio meanwhile, which stays'
  const text = `${JSON.stringify({ version: 1, ...baseline }, undefined, 2)}\n`
  return writeWhole(file, text, { readers: 'owner' })
}

/** The parts come from the tenant and the rules, yet none of them may lead out of the directory. */
function fileOf(directory: string, key: BaselineKey): string {
  const { tenantId, source, segment, measure, exclusionsSha256 } = key
  // Without exclusions as it was before there were any, so that older records are found.
  const excluded = exclusionsSha256 === undefined ? [] : [`without-${exclusionsSha256.slice(0, 16)}`]
  const name = [source, segment, measure, ...excluded].map(encodeURIComponent).join('.')
  return join(directory, `tenant-${encodeURIComponent(tenantId)}`, `${name}.json`)
}
