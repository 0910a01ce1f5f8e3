import { join } from 'node:path'
import { isNamed } from '../io/place.ts'
import { ConfigurationError } from './problem.ts'
import { builtInOrigin, type LoadedRules } from './rules-file.ts'

/** What a rules document is called that `mfa-gate init` writes. */
export const rulesFileName = 'mfa-rules.yaml'

/** What a rules document is called that a command finds by itself. */
const names = [rulesFileName, 'mfa-rules.yml', 'mfa-rules.json'] as const

/** The rules documents in a directory that have the name of one. */
function rulesFilesIn(directory: string): readonly string[] {
  return names.filter((name) => isNamed(join(directory, name)))
}

/**
 * The rules document that a command takes when none is named; undefined when there is none.
 * @throws ConfigurationError when there are several
 */
export function rulesIn(directory: string): string | undefined {
  const [first, ...others] = rulesFilesIn(directory)
  if (first === undefined || others.length === 0) return first
  throw new ConfigurationError([
    `${[first, ...others].join(' and ')} are both here and neither is chosen; choose one with --rules or MFA_GATE_RULES, or remove the one that is out of date`,
  ])
}

/** Where rules come from, and, where nobody named any, the document that lies in the directory and is not used. */
export function originSeen({ origin }: LoadedRules, directory: string): string {
  const [unused] = origin === builtInOrigin ? rulesFilesIn(directory) : []
  return unused === undefined
    ? origin
    : `${origin} (${unused} is here but not used: MFA_GATE_RULES does not name it)`
}
