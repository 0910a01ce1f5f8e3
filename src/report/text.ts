import { readingBehind } from '../posture/tenant-reading.ts'
import type { Assessment } from '../rules/assessment.ts'
import type { Rule } from '../rules/rule.ts'
import { effectOf, isWaived, type Verdict } from '../rules/verdict.ts'
import { logLine } from './plain.ts'
import { sourceLines, verdictLines } from './verdict-lines.ts'
import { waiverNoteLines } from './waiver-lines.ts'

/** An assessment for a terminal or a log: a block per rule and a last line with the outcome. */
export function renderText(assessment: Assessment, rulesOrigin: string): string {
  const shared = sharedSources(assessment)
  const blocks = assessment.verdicts.map((verdict) => {
    const lines = verdictLines(verdict, assessment.reading).filter((line) => !shared.includes(line))
    const [first = '', ...rest] = lines.map(logLine)
    return [`${mark(verdict)} ${label(verdict.rule)} ${first}`, ...rest.map((line) => `  ${line}`)].join('\n')
  })
  const notes = waiverNoteLines(assessment.waivers).map((line) => `  ${logLine(line)}`)
  const waivers = notes.length === 0 ? [] : [['Waivers:', ...notes].join('\n')]
  return `${[...blocks, ...shared.map(logLine), ...waivers, `${outcomeSentence(assessment)} Rules: ${rulesOrigin}.`].join('\n')}\n`
}

/** What is the same for all that was judged is told once, below the answers. */
function sharedSources({ verdicts, reading }: Assessment): readonly string[] {
  const sources = verdicts
    .filter(({ kind }) => kind !== 'not-applicable')
    .map((verdict) => sourceLines(readingBehind(verdict, reading)))
  const [first = [], ...others] = sources
  return others.length === 0 ? [] : first.filter((line) => others.every((lines) => lines.includes(line)))
}

function mark(verdict: Verdict): string {
  const marks = { none: verdict.kind === 'pass' ? '✓' : '-', warn: '!', stop: '✗' } as const
  return marks[effectOf(verdict)]
}

function label({ id, enforcement, severity }: Rule): string {
  return `${id} [${enforcement}, ${severity}]`
}

/** What came of it all, in a sentence. */
export function outcomeSentence({ outcome, verdicts }: Assessment): string {
  const waived = verdicts.filter(isWaived).length
  const warnings = verdicts.filter((verdict) => effectOf(verdict) === 'warn').length - waived
  const told = [
    ...(waived === 0 ? [] : [`${waived} waived`]),
    ...(warnings === 0 ? [] : [`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`]),
  ].join(' and ')
  const warned = told === '' ? '' : ` with ${told}`
  if (verdicts.every(({ kind }) => kind === 'not-applicable'))
    return 'Nothing was judged: every rule is disabled.'
  const sentences = {
    pass: `Passed${warned}.`,
    violation: 'Refused.',
    undetermined: 'Refused: could not determine.',
  }
  return sentences[outcome]
}
