import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { change, mutated } from './mutate.ts'
import { isOwn, type Target } from './targets.ts'

/** No input may take longer; of the processor's time, as others may be using the machine too. */
export const longestMs = 1_000

export interface Finding {
  readonly target: string
  readonly problem: string
  readonly input: Buffer
}

export interface Fuzzed {
  readonly target: string
  readonly inputs: number
  readonly refused: number
  /** Inputs that pass, each of which the oracle grants. */
  readonly passed: number
  readonly slowestMs: number
  readonly finding: Finding | undefined
}

/** What is wrong with what the gate makes of one input; undefined: nothing. */
export async function problemOf(
  target: Target,
  input: Buffer,
): Promise<{
  readonly problem: string | undefined
  readonly passed: boolean
  readonly refused: boolean
  readonly ms: number
}> {
  const before = process.cpuUsage()
  let [passed, refused] = [false, false]
  let problem: string | undefined
  try {
    passed = await target.passes(input)
  } catch (error) {
    refused = true
    if (!isOwn(error))
      problem = `an error of no class of its own: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`
  }
  const { user, system } = process.cpuUsage(before)
  const ms = (user + system) / 1_000
  if (passed && !target.grants(input)) problem = 'it passes, and the oracle does not grant it'
  if (ms > longestMs) problem ??= `it takes ${Math.round(ms)} ms`
  return { problem, passed, refused, ms }
}

/** Mutations of a target's samples for so long, or until one is found that is wrong; that one is made as small as can be. */
export async function fuzz(target: Target, seed: number, milliseconds: number): Promise<Fuzzed> {
  let [inputs, refused, passed, slowestMs] = [0, 0, 0, 0]
  const inputOf = (sample: number, changes: Parameters<typeof mutated>[1], finishing: boolean): Buffer => {
    const changed = mutated(target.samples[sample % target.samples.length] ?? Buffer.alloc(0), changes)
    return finishing ? (target.finish?.(changed) ?? changed) : changed
  }
  const outcome = await fc.check(
    fc.asyncProperty(
      fc.nat(100),
      fc.array(change, { minLength: 0, maxLength: 6 }),
      fc.integer({ min: 0, max: 9 }),
      async (sample, changes, finishing) => {
        const met = await problemOf(target, inputOf(sample, changes, finishing < 8))
        inputs += 1
        refused += Number(met.refused)
        passed += Number(met.passed)
        slowestMs = Math.max(slowestMs, met.ms)
        if (met.problem !== undefined) throw new Error(met.problem)
      },
    ),
    {
      seed,
      numRuns: Number.MAX_SAFE_INTEGER,
      interruptAfterTimeLimit: milliseconds,
      markInterruptAsFailure: false,
      maxSkipsPerRun: 1,
    },
  )
  const found = outcome.failed && outcome.counterexample !== null ? outcome.counterexample : undefined
  const finding =
    found === undefined
      ? undefined
      : {
          target: target.name,
          problem: String(outcome.errorInstance),
          input: inputOf(found[0], found[1], found[2] < 8),
        }
  return { target: target.name, inputs, refused, passed, slowestMs, finding }
}

/** The name of a fixture with this content. */
export function fixtureName({ target, input }: Finding): string {
  return `${target.replaceAll(' ', '-')}.${createHash('sha256').update(input).digest('hex').slice(0, 12)}`
}
