import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import {
  comparable,
  excludeGroup,
  excludeGuests,
  excludeJoiners,
  excludeListed,
  excludePattern,
  excludeSyncAccounts,
  excludeUnlicensed,
  type Exclusion,
  type ExclusionCap,
  type Exclusions,
} from '../model/exclusion.ts'
import type { Locate } from '../rules/origin.ts'
import type { ExclusionEntry, ExclusionsEntry } from '../schemas/exclusions.ts'
import { accountProblem } from './account-entry.ts'
import { ConfigurationError } from './problem.ts'
import { type ReadText, readText } from './read-text.ts'

/**
 * The exclusions of a document that has been validated; files are relative to `directory`.
 * @throws ConfigurationError when a file cannot be read or names nobody
 */
export function loadExclusions(
  entry: ExclusionsEntry | undefined,
  directory: string,
  naming: Naming = { locate: () => undefined, labelOf: (file) => file },
): Exclusions | undefined {
  if (entry === undefined) return undefined
  let left = mostLines
  const declared = entry.accounts.map((account, index) => {
    const { locate } = naming
    const path = ['exclusions', 'accounts', String(index)]
    const named = listed(account, directory, { ...naming, left })
    left -= named.linesInAll
    const inline = account.users?.length ?? 0
    const placeOf = (at: number): string => {
      const key = keyOf(account, at)
      return at < inline || named.file === undefined
        ? (locate([...path, ...key]) ?? `exclusion ${index + 1}`)
        : `${named.file}:${named.lines[at - inline] ?? 0}`
    }
    return { ...account, users: named.users, placeOf }
  })
  return {
    list: declared.map(exclusionOf),
    cap: capOf(entry.maxExcluded),
    ...digestsOf(declared, entry.maxExcluded),
  }
}

function keyOf({ pattern, group }: ExclusionEntry, at: number): readonly string[] {
  if (group !== undefined) return ['group']
  return pattern === undefined ? ['users', String(at)] : ['pattern']
}

/** How messages call places. */
interface Naming {
  readonly locate: Locate
  readonly labelOf: (file: string) => string
  /** Else from this machine. */
  readonly read?: ReadText
}

type Declared = Omit<ExclusionEntry, 'users'> & {
  readonly users: readonly string[]
  readonly placeOf: (entry: number) => string
}

function exclusionOf(declared: Declared): Exclusion {
  const exclusion = ofKind(declared)
  return declared.requireMatch === true ? { ...exclusion, requireMatch: true } : exclusion
}

function ofKind({ kind, reason, users, pattern, group, days, by, placeOf }: Declared): Exclusion {
  switch (kind) {
    case 'users':
    case 'breakGlass':
      return excludeListed(kind, reason, users, placeOf)
    case 'pattern':
      return excludePattern(reason, pattern ?? '', placeOf)
    case 'guests':
      return excludeGuests(reason)
    case 'syncAccounts':
      return excludeSyncAccounts(reason)
    case 'group':
      return excludeGroup(reason, group ?? '', placeOf)
    case 'joiners':
      return excludeJoiners(reason, days ?? 0, by ?? defaultDate)
    case 'unlicensed':
      return excludeUnlicensed(reason)
  }
}

const defaultDate = 'createdDateTime'

/** Whom an exclusion names: those of the document, then those of its file with their lines. */
interface Listed {
  readonly users: readonly string[]
  readonly file: string | undefined
  readonly lines: readonly number[]
  /** Of the file, those that name nobody too. */
  readonly linesInAll: number
}

function listed(
  { users = [], file }: ExclusionEntry,
  directory: string,
  { labelOf, left, read = readText }: Naming & { readonly left: number },
): Listed {
  if (file === undefined) return { users, file: undefined, lines: [], linesInAll: 0 }
  const path = resolve(directory, file)
  const { entries, linesInAll } = readList(path, left, read)
  return {
    linesInAll,
    users: [...users, ...entries.map(({ name }) => name)],
    file: labelOf(path),
    lines: entries.map(({ line }) => line),
  }
}

/** Reasons and the order of names change no number; the order of exclusions says which reason an account counts for. */
function digestsOf(
  declared: readonly Declared[],
  cap: ExclusionsEntry['maxExcluded'],
): Pick<Exclusions, 'sha256' | 'accountsSha256'> {
  const accounts = declared.map(({ kind, users, pattern, group, days, by = defaultDate }) => {
    const names = [...new Set(users.map(comparable))].sort()
    // What is not there stands for nothing, so that older digests hold.
    const further = [
      ...(group === undefined ? [] : [comparable(group)]),
      ...(days === undefined ? [] : [days, by]),
    ]
    return [kind, names, pattern ?? null, ...further]
  })
  const inAnyOrder = [...new Set(accounts.map((account) => JSON.stringify(account)))].sort()
  const required = declared.flatMap(({ requireMatch }, index) => (requireMatch === true ? [index] : []))
  const conditions = required.length === 0 ? [cap ?? null] : [cap ?? null, required]
  return { sha256: digestOf([accounts, ...conditions]), accountsSha256: digestOf(inAnyOrder) }
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}

const listBytes = 8_000_000

/** Of all lists of a document together, which are read within a second. */
const mostLines = 100_000

interface List {
  readonly entries: readonly { readonly name: string; readonly line: number }[]
  readonly linesInAll: number
}

/** One name or id a line; `left` is how many there may be. */
function readList(file: string, left: number, read: ReadText): List {
  const text = read(file, 'the exclusion list', 'correct "file" in the rules document', listBytes)
  // The end of the last line begins another, and one more tells of too many.
  const whole = text.split('\n', left + 2)
  if (whole.length > left + 1) {
    throw new ConfigurationError([
      `the exclusion list ${file} is too long, as all lists together may have ${mostLines} lines; exclude guests or a pattern, or let the rule ask about a segment`,
    ])
  }
  const lines = whole.map((line) => withoutBlanks(line.replace(/\r$/, '').replace(/(^|\s)#.*$/, '')))
  refuseLines(file, lines)
  const names = lines.map((name, index) => ({ name, line: index + 1 })).filter(({ name }) => name !== '')
  if (names.length > 0) return { entries: names, linesInAll: lines.length }
  throw new ConfigurationError([`the exclusion list ${file} names nobody; fill it or remove the exclusion`])
}

/** Without those at both ends; other white space belongs to a name, and is told. A pattern would try every blank within. */
function withoutBlanks(line: string): string {
  let [start, end] = [0, line.length]
  while (start < end && isBlank(line[start])) start += 1
  while (end > start && isBlank(line[end - 1])) end -= 1
  return line.slice(start, end)
}

function isBlank(sign: string | undefined): boolean {
  return sign === ' ' || sign === '\t'
}

/** @throws ConfigurationError with the first lines that name no account */
function refuseLines(file: string, lines: readonly string[]): void {
  const problems = lines.flatMap((line, index) => {
    const problem = line === '' ? undefined : accountProblem(line)
    return problem === undefined ? [] : [`${file}:${index + 1}: this line names no account: ${problem}`]
  })
  const more = problems.length - mostProblems
  if (problems.length === 0) return
  throw new ConfigurationError([
    ...problems.slice(0, mostProblems),
    ...(more > 0 ? [`${file}: ${more} further lines name no account`] : []),
  ])
}

const mostProblems = 20

/** `25` or `"5%"`; the number also as a text, which evidence keeps. */
export function capOf(given: ExclusionsEntry['maxExcluded']): ExclusionCap | undefined {
  if (given === undefined) return undefined
  if (typeof given === 'number' || !given.endsWith('%')) return { kind: 'count', users: Number(given) }
  // At most 6 decimals, by the schema, so that the rounding only takes back what the floating point added.
  return { kind: 'ratio', ratio: { scaled: BigInt(Math.round(Number.parseFloat(given) * 1_000_000)) } }
}
