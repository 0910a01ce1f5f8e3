import { type Finding, findingsOf, levelOf } from '../findings.ts'
import { closingSentence, notesOf } from '../notes.ts'
import { logLine } from '../plain.ts'
import type { Occasion, Render, Report } from '../report.ts'
import { workflowCommand } from '../workflow-command.ts'

/** Workflow commands of GitHub Actions: an annotation at the rule's line for everything that stops, warns or was not asked. */
export const renderGithub: Render = (reports, occasion) => {
  const lines = reports.flatMap((report) => annotations(report, occasion))
  return `${[...lines, logLine(closingSentence(reports, occasion))].join('\n')}\n`
}

function annotations(report: Report, occasion: Occasion): readonly string[] {
  // A finding that stops tells of the exclusions too; one that passed is not shown.
  const notes = notesOf(report, occasion).map(({ level, rule, text }) =>
    workflowCommand(level, { title: rule.id }, [text]),
  )
  return [...findingsOf(report, occasion).flatMap(annotation), ...notes]
}

function annotation(finding: Finding): readonly string[] {
  const { place, rule, headline, details, kind, tenant } = finding
  const level = levelOf(finding) ?? (kind === 'not-applicable' ? 'notice' : undefined)
  if (level === undefined) return []
  const where = place === undefined ? {} : { file: place.file, line: String(place.line) }
  const title = tenant === undefined ? rule.id : `${tenant.title}: ${rule.id}`
  return [workflowCommand(level, { ...where, title }, [headline, ...details])]
}
