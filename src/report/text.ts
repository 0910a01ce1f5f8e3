import type { Assessment } from '../rules/assessment.ts'
import type { Rule } from '../rules/rule.ts'
import { effectOf, isWaived, type Verdict } from '../rules/verdict.ts'
import { verdictLines } from './verdict-lines.ts'
import { waiverNoteLines } from './waiver-lines.ts'

/** An assessment for a terminal or a log: a block per rule and a last line with the outcome. */
export function renderText(assessment: Assessment, rulesOrigin: string): string {
  const blocks = assessment.verdicts.map((verdict) => {
    const [first = '', ...rest] = verdictLines(verdict, assessment.reading)
    return [`${mark(verdict)} ${label(verdict.rule)} ${first}`, ...rest.map((line) => `  ${line}`)].join('\n')
  })
  const notes = waiverNoteLines(assessment.waivers).map((line) => `  ${line}`)
  const waivers = notes.length === 0 ? [] : [['Waivers:', ...notes].join('\n')]
  return `${[...blocks, ...waivers, `${outcomeSentence(assessment)} Rules: ${rulesOrigin}.`].join('\n')}\n`
}

function mark(verdict: Verdict): string {
  const marks = { none: verdict.kind === 'pass' ? '✓' : '-', warn: '!', stop: '✗' } as const
  return marks[effectOf(verdict)]
}

function label({ id, enforcement, severity }: Rule): string {
  return `${id} [${enforcement}, ${severity}]`
}

function outcomeSentence({ outcome, verdicts }: Assessment): string {
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
