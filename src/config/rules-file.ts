import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Exclusions } from '../posture/exclusion.ts'
import { builtInRules } from '../rules/built-in.ts'
import type { RulesDocument } from '../schemas/rules-document.ts'
import { loadExclusions } from './exclusions.ts'
import { ConfigurationError } from './problem.ts'
import { parseRulesText } from './rules-text.ts'

export interface LoadedRules {
  readonly document: RulesDocument
  /** Where the rules come from, for people: `the built-in rules` or the file's path. */
  readonly origin: string
  readonly exclusions: Exclusions | undefined
}

const largestBytes = 1_000_000

/**
 * Loads the rules document at `path`, relative to `directory`; without a path the built-in rules.
 * @throws ConfigurationError when the file cannot be read or is not valid.
 */
export function loadRules(path: string | undefined, directory: string): LoadedRules {
  if (path === undefined)
    return { document: builtInRules, origin: 'the built-in rules', exclusions: undefined }
  const file = resolve(directory, path)
  const document = parseRulesText(readText(file), file)
  return { document, origin: file, exclusions: loadExclusions(document.exclusions, dirname(file)) }
}

function readText(file: string): string {
  try {
    const text = readFileSync(file, 'utf8')
    if (text.length <= largestBytes) return text
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    throw new ConfigurationError([
      `the rules document ${file} cannot be read (${reasons[code] ?? code}); correct MFA_GATE_RULES or --rules`,
    ])
  }
  throw new ConfigurationError([
    `the rules document ${file} is larger than ${largestBytes} bytes; give a smaller one`,
  ])
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'no permission to read it',
  EISDIR: 'it is a directory',
}
