import { dirname, resolve } from 'node:path'
import { rulesBytes } from '../io/read-file.ts'
import type { Exclusions } from '../model/exclusion.ts'
import { builtInRules } from '../rules/built-in.ts'
import { type Locate, nowhere } from '../rules/origin.ts'
import { noWaivers, waiverFrom, type Waivers, waiversFrom } from '../rules/waiver.ts'
import type { RulesDocument, RulesInput } from '../schemas/rules-document.ts'
import { loadExclusions } from './exclusions.ts'
import type { Located } from './located-text.ts'
import { type ReadText, readText } from './read-text.ts'
import { parseRules, parseRulesValue } from './rules-text.ts'
import { shortestPath } from './shortest-path.ts'
import { readWaivers } from './waivers-file.ts'

/** Where rules come from that nobody wrote. */
export const builtInOrigin = 'the built-in rules'

export interface LoadedRules {
  readonly document: RulesDocument
  /** Where the rules come from, for people: `the built-in rules` or the file's path. */
  readonly origin: string
  /** The line of a value, as `file:line`. */
  readonly locate: Locate
  /** Those of the document and of the file it names. */
  readonly waivers: Waivers
  readonly exclusions: Exclusions | undefined
}

/**
 * Loads the rules document at a path, relative to `directory`, and the waivers it names, or takes rules that a program
 * has made; with neither the built-in rules.
 * @throws ConfigurationError when a file cannot be read or is not valid.
 */
export function loadRules(
  given: RulesInput | string | undefined,
  directory: string,
  read: ReadText = readText,
): LoadedRules {
  if (typeof given === 'object') return takeRules(given, directory)
  if (given === undefined) {
    return {
      document: builtInRules,
      origin: builtInOrigin,
      locate: nowhere,
      waivers: noWaivers,
      exclusions: undefined,
    }
  }
  const file = resolve(directory, given)
  const label = shortestPath(file, directory)
  const text = read(file, 'the rules document', 'correct MFA_GATE_RULES or --rules', rulesBytes)
  return loadedFrom(parseRules(text, label), { origin: file, base: dirname(file), directory, read })
}

/**
 * Takes rules that a program has made, checked like those of a file. Paths in them count from `directory`.
 * @throws ConfigurationError that names the path of what is wrong
 */
export function takeRules(document: RulesInput, directory: string): LoadedRules {
  const origin = 'the rules of the program'
  const parsed = parseRulesValue(document, origin)
  return loadedFrom(parsed, { origin, base: directory, directory, read: readText })
}

interface Place {
  readonly origin: string
  /** Where paths in the document count from. */
  readonly base: string
  /** Where paths are shown from. */
  readonly directory: string
  readonly read: ReadText
}

function loadedFrom(
  { value: document, locate, tell }: Located<RulesDocument>,
  { origin, base, directory, read }: Place,
): LoadedRules {
  const inline = (document.waivers ?? []).map((entry, index) =>
    waiverFrom(entry, locate(['waivers', String(index)])),
  )
  const { waiversFile } = document
  const others =
    waiversFile === undefined
      ? []
      : readWaivers(resolve(base, waiversFile), document, { directory, tell, read })
  return {
    document,
    origin,
    locate,
    waivers: waiversFrom([...inline, ...others], document.waiverLimits),
    exclusions: loadExclusions(document.exclusions, base, {
      locate,
      labelOf: (list) => shortestPath(list, directory),
      read,
    }),
  }
}
