import { answeredOf, type Assessment } from '../rules/assessment.ts'
import type { Rule } from '../rules/rule.ts'
import { marksOf, outcomeSentenceOf } from './outcome-words.ts'
import { logLine } from './plain.ts'
import { sourceLines, verdictLines } from './verdict-lines.ts'
import { waiverNoteLines } from './waiver-lines.ts'

/** An assessment for a terminal or a log: a block per rule and a last line with the outcome. */
export function renderText(assessment: Assessment, rulesOrigin: string): string {
  const shared = sharedSources(assessment)
  const blocks = assessment.verdicts.map((verdict) => {
    const lines = verdictLines(verdict).filter((line) => !shared.includes(line))
    const [first = '', ...rest] = lines.map(logLine)
    return [
      `${marksOf(answeredOf(verdict)).mark} ${label(verdict.rule)} ${first}`,
      ...rest.map((line) => `  ${line}`),
    ].join('\n')
  })
  const notes = waiverNoteLines(assessment.waivers).map((line) => `  ${logLine(line)}`)
  const waivers = notes.length === 0 ? [] : [['Waivers:', ...notes].join('\n')]
  return `${[...blocks, ...shared.map(logLine), ...waivers, `${outcomeSentence(assessment)} Rules: ${rulesOrigin}.`].join('\n')}\n`
}

/** What is the same for all that was judged is told once, below the answers. */
function sharedSources({ verdicts }: Assessment): readonly string[] {
  const sources = verdicts
    .filter(({ kind }) => kind !== 'not-applicable')
    .map((verdict) => sourceLines(verdict.reading))
  const [first = [], ...others] = sources
  return others.length === 0 ? [] : first.filter((line) => others.every((lines) => lines.includes(line)))
}

function label({ id, enforcement, severity }: Rule): string {
  return `${id} [${enforcement}, ${severity}]`
}

/** What came of it all, in a sentence. */
export function outcomeSentence({ verdicts }: Pick<Assessment, 'verdicts'>): string {
  return outcomeSentenceOf(verdicts.map(answeredOf))
}
