import { capOf } from '../config/exclusions.ts'
import { jsonPath } from '../config/schema-sentence.ts'
import type { LoadedRules } from '../config/rules-file.ts'
import { parseRulesText } from '../config/rules-text.ts'
import type { Exclusions } from '../model/exclusion.ts'
import { reportedWaiver } from '../report/waiver-lines.ts'
import { rulesFrom, type Situation } from '../rules/from-document.ts'
import type { Locate } from '../rules/origin.ts'
import { type Waiver, waiverFrom } from '../rules/waiver.ts'
import type { EvidenceRules } from '../schemas/evidence/rules.ts'
import type { RulesDocument } from '../schemas/rules-document.ts'

/** The rules that judged, without the names of excluded persons; waivers are as the team has declared them. */
export function keepRules(loaded: LoadedRules, situation: Situation): EvidenceRules {
  const { exclusions, waivers: _, waiversFile: __, $schema: ___, ...document } = loaded.document
  return {
    kind: 'entra-mfa-gate evidence rules',
    version: 1,
    document,
    waivers: loaded.waivers.list.map(waiverEntry),
    warnDays: loaded.waivers.warnDays,
    exclusions: withoutNames(loaded, exclusions),
    lines: linesAsked(loaded, situation),
  }
}

function withoutNames(
  { exclusions }: LoadedRules,
  declared: RulesDocument['exclusions'],
): EvidenceRules['exclusions'] {
  if (exclusions === undefined) return null
  const { maxExcluded } = declared ?? {}
  return {
    sha256: exclusions.sha256,
    accountsSha256: exclusions.accountsSha256,
    maxExcluded: maxExcluded === undefined ? null : String(maxExcluded),
    // A pattern may be as telling as a name, so it is left out as well; the digest holds it.
    accounts: exclusions.list.map(({ kind, reason, named }) => ({ kind, reason, named: named ?? null })),
  }
}

/** The lines that judging asks for, and so may tell. */
function linesAsked(
  { document, locate }: LoadedRules,
  situation: Situation,
): Readonly<Record<string, string>> {
  const lines = new Map<string, string>()
  const recorder: Locate = (path) => {
    const line = locate(path)
    if (line !== undefined) lines.set(jsonPath(path), line)
    return line
  }
  rulesFrom({ document, locate: recorder }, situation)
  return Object.fromEntries(lines)
}

function waiverEntry(waiver: Waiver) {
  return { ...reportedWaiver(waiver), covers: [...waiver.covers] }
}

/** What is needed to judge by the rules again. @throws ConfigurationError when the document is not valid */
export function rulesAgain({
  document,
  lines,
  waivers,
  warnDays,
  exclusions,
}: EvidenceRules): Omit<LoadedRules, 'origin'> {
  return {
    document: parseRulesText(JSON.stringify(document), 'rules.json'),
    locate: (path) => (Object.hasOwn(lines, jsonPath(path)) ? lines[jsonPath(path)] : undefined),
    waivers: { list: waivers.map(({ writtenAt, ...entry }) => waiverFrom(entry, writtenAt)), warnDays },
    exclusions: exclusions === null ? undefined : nameless(exclusions),
  }
}

/** Numbers are judged here that heed them already, so that only their digests and their cap matter. */
function nameless(kept: NonNullable<EvidenceRules['exclusions']>): Exclusions {
  const { sha256, accountsSha256, maxExcluded } = kept
  return { list: [], cap: capOf(maxExcluded ?? undefined), sha256, accountsSha256 }
}
