import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import {
  comparable,
  excludeGuests,
  excludeListed,
  excludePattern,
  excludeSyncAccounts,
  type Exclusion,
  type ExclusionCap,
  type Exclusions,
} from '../posture/exclusion.ts'
import type { ExclusionEntry, ExclusionsEntry } from '../schemas/exclusions.ts'
import { accountProblem } from './account-entry.ts'
import { ConfigurationError } from './problem.ts'
import { readText } from './read-text.ts'

/**
 * The exclusions of a document that has been validated; files are relative to `directory`.
 * @throws ConfigurationError when a file cannot be read or names nobody
 */
export function loadExclusions(
  entry: ExclusionsEntry | undefined,
  directory: string,
): Exclusions | undefined {
  if (entry === undefined) return undefined
  const declared = entry.accounts.map((account) => ({ ...account, users: listed(account, directory) }))
  return {
    list: declared.map(exclusionOf),
    cap: capOf(entry.maxExcluded),
    ...digestsOf(declared, entry.maxExcluded),
  }
}

type Declared = Omit<ExclusionEntry, 'users'> & { readonly users: readonly string[] }

function exclusionOf({ kind, reason, users, pattern }: Declared): Exclusion {
  switch (kind) {
    case 'users':
    case 'breakGlass':
      return excludeListed(kind, reason, users)
    case 'pattern':
      return excludePattern(reason, pattern ?? '')
    case 'guests':
      return excludeGuests(reason)
    case 'syncAccounts':
      return excludeSyncAccounts(reason)
  }
}

function listed({ users = [], file }: ExclusionEntry, directory: string): readonly string[] {
  return [...users, ...(file === undefined ? [] : readList(resolve(directory, file)))]
}

/** Reasons and the order of names change no number; the order of exclusions says which reason an account counts for. */
function digestsOf(
  declared: readonly Declared[],
  cap: ExclusionsEntry['maxExcluded'],
): Pick<Exclusions, 'sha256' | 'accountsSha256'> {
  const accounts = declared.map(({ kind, users, pattern }) => {
    const names = [...new Set(users.map(comparable))].sort()
    return [kind, names, pattern ?? null]
  })
  const inAnyOrder = [...new Set(accounts.map((account) => JSON.stringify(account)))].sort()
  return { sha256: digestOf([accounts, cap ?? null]), accountsSha256: digestOf(inAnyOrder) }
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}

/** Some hundred thousand names. */
const listBytes = 16_000_000

/** One name or id a line. */
function readList(file: string): readonly string[] {
  const text = readText(file, 'the exclusion list', 'correct "file" in the rules document', listBytes)
  const lines = text.split('\n').map((line) =>
    line
      .replace(/\r$/, '')
      .replace(/(^|\s)#.*$/, '')
      .replace(/^[ \t]+|[ \t]+$/g, ''),
  )
  refuseLines(file, lines)
  const names = lines.filter((line) => line !== '')
  if (names.length > 0) return names
  throw new ConfigurationError([`the exclusion list ${file} names nobody; fill it or remove the exclusion`])
}

/** @throws ConfigurationError with the first lines that name no account */
function refuseLines(file: string, lines: readonly string[]): void {
  const problems = lines.flatMap((line, index) => {
    const problem = line === '' ? undefined : accountProblem(line)
    return problem === undefined ? [] : [`${file}:${index + 1}: this line names no account: ${problem}`]
  })
  const more = problems.length - shownProblems
  if (problems.length === 0) return
  throw new ConfigurationError([
    ...problems.slice(0, shownProblems),
    ...(more > 0 ? [`${file}: ${more} further lines name no account`] : []),
  ])
}

const shownProblems = 20

/** `25` or `"5%"`; the number also as a text, which evidence keeps. */
export function capOf(given: ExclusionsEntry['maxExcluded']): ExclusionCap | undefined {
  if (given === undefined) return undefined
  if (typeof given === 'number' || !given.endsWith('%')) return { kind: 'count', users: Number(given) }
  // At most 6 decimals, by the schema, so that the rounding only takes back what the floating point added.
  return { kind: 'ratio', ratio: { scaled: BigInt(Math.round(Number.parseFloat(given) * 1_000_000)) } }
}
