import type { ExclusionEntry, ExclusionsEntry } from '../schemas/exclusions.ts'
import { accountProblem } from './account-entry.ts'
import type { SchemaProblem } from './schema-sentence.ts'

const details = ['users', 'file', 'pattern', 'group', 'days', 'by'] as const

type Detail = (typeof details)[number]

const allowedFor: Readonly<Record<ExclusionEntry['kind'], readonly Detail[]>> = {
  users: ['users', 'file'],
  breakGlass: ['users', 'file'],
  pattern: ['pattern'],
  guests: [],
  syncAccounts: [],
  group: ['group'],
  joiners: ['days', 'by'],
  unlicensed: [],
}

/** What the schema cannot say: each kind of exclusion has its own further keys. */
export function exclusionProblems(entry: ExclusionsEntry | undefined): readonly SchemaProblem[] {
  if (entry === undefined) return []
  const { maxExcluded } = entry
  const above100 = typeof maxExcluded === 'string' && Number.parseFloat(maxExcluded) > 100
  return [
    ...(above100
      ? [problem(['maxExcluded'], 'value', `maxExcluded "${maxExcluded}" is out of range: at most "100%"`)]
      : []),
    ...entry.accounts.flatMap((account, index) => accountProblems(account, ['accounts', String(index)])),
  ]
}

function accountProblems(account: ExclusionEntry, path: readonly string[]): readonly SchemaProblem[] {
  const allowed = allowedFor[account.kind]
  const foreign = details.filter((key) => account[key] !== undefined && !allowed.includes(key))
  const needed = allowed.filter((key) => key !== 'by')
  const missing = needed.length > 0 && needed.every((key) => account[key] === undefined)
  const named = (account.users ?? []).flatMap((user, index) => {
    const what = accountProblem(user)
    return what === undefined
      ? []
      : [problem([...path, 'users', String(index)], 'value', `this names no account: ${what}`)]
  })
  return [
    ...named,
    ...foreign.map((key) =>
      problem([...path, key], 'key', `an exclusion of kind ${account.kind} has no "${key}"; remove it`),
    ),
    ...(missing
      ? [
          problem(
            [...path, 'kind'],
            'value',
            `an exclusion of kind ${account.kind} needs ${needed.map((key) => `"${key}"`).join(' or ')}; add it`,
          ),
        ]
      : []),
  ]
}

function problem(path: readonly string[], about: SchemaProblem['about'], sentence: string): SchemaProblem {
  return { path: ['exclusions', ...path], about, sentence }
}
