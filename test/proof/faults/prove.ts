import { type Expected, expectedOf } from './expected.ts'
import type { Run, Way } from './job.ts'
import { makeProject, meet, timeoutMs } from './meet.ts'
import type { FaultName } from './places.ts'
import { here, Pool } from './pool.ts'
import { firstWords } from './words.ts'

/** What no run may take. */
export const limits = {
  /** Beyond the deadline, as docs/threat-model.md says. */
  checkMs: timeoutMs + 2_000,
  /** Engine, pack and program have to start, on a machine that does other things too. */
  previewMs: timeoutMs + 20_000,
  megabytes: 250,
} as const

/** A fault that was met in one of the ways, and what is wrong about it. */
export interface Met extends Run {
  readonly name: FaultName
  readonly way: Way
  readonly words: string
  readonly problems: readonly string[]
}

interface Proof {
  /** How many faults of each answer are met by a preview as well. */
  readonly previews: number
  /** Processes; `here`: none but this one, in which so many are met side by side. */
  readonly workers: number
  readonly where?: 'processes' | 'here'
  readonly say: (line: string) => void
}

/** Has the gate meet the faults. One that comes out otherwise on a busy machine gets a second chance alone. */
export async function prove(
  names: readonly FaultName[],
  { previews, workers, say, where = 'processes' }: Proof,
): Promise<readonly Met[]> {
  using project = makeProject()
  using pool = where === 'here' ? here : new Pool(workers)
  const meetOnce = async (name: FaultName, way: Way): Promise<Met> =>
    judged(name, way, await meet(name, way, pool, project.directory))
  // What is loaded for the first time takes longer than a fault does.
  await Promise.all(Array.from({ length: workers }, () => meetOnce('report:empty-value', 'check')))
  const jobs = [
    ...names.map((name) => ({ name, way: 'check' as const })),
    ...previewed(names, previews).map((name) => ({ name, way: 'preview' as const })),
  ]
  const met: Met[] = []
  const queue = [...jobs]
  const work = async (): Promise<void> => {
    for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
      met.push(await meetOnce(job.name, job.way))
      if (met.length % 50 === 0) say(`${met.length} of ${jobs.length} met`)
    }
  }
  await Promise.all(Array.from({ length: workers }, work))
  for (const [index, { name, way, problems }] of met.entries()) {
    if (problems.length > 0) met[index] = await meetOnce(name, way)
  }
  return met
}

/** The first of each answer. */
function previewed(names: readonly FaultName[], most: number): readonly FaultName[] {
  const taken = new Map<string, number>()
  return names.filter((name) => {
    const answer = `${name.split(':')[0] ?? ''} ${expectedOf(name)?.words[0] ?? ''}`
    const before = taken.get(answer) ?? 0
    taken.set(answer, before + 1)
    return before < most
  })
}

function judged(name: FaultName, way: Way, run: Run): Met {
  const words = firstWords(run.output)
  return { ...run, name, way, words, problems: [...problemsOf(expectedOf(name), way, run, words)] }
}

function* problemsOf(expected: Expected | undefined, way: Way, run: Run, words: string): Generator<string> {
  const { exitCode, output, milliseconds, megabytes = 0 } = run
  if (expected === undefined) {
    yield 'answers.txt has no row for it'
    return
  }
  const wanted = way === 'check' ? expected.exitCode : 1
  if (exitCode !== wanted)
    yield `exit code ${exitCode ?? 'none'} instead of ${wanted}: ${output.slice(0, 300)}`
  if (!expected.words.some((one) => words.startsWith(one)))
    yield `it says “${words}” instead of “${expected.words.join('” or “')}”`
  if (/\n\s+at .+:\d+:\d+/.test(output)) yield 'a stack trace is printed'
  // eslint-disable-next-line no-control-regex -- what a terminal would obey
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(output)) yield 'an escape sequence is printed'
  const mostMs = way === 'check' ? limits.checkMs : limits.previewMs
  if (milliseconds > mostMs) yield `it took ${Math.round(milliseconds)} ms, more than ${mostMs}`
  if (megabytes > limits.megabytes) yield `it took ${Math.round(megabytes)} MB, more than ${limits.megabytes}`
}
