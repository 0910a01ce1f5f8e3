import type { ConfigurationReport } from '../../schemas/configuration-report.ts'
import { workflowCommand } from '../workflow-command.ts'
import type { Placed } from './review.ts'
import { renderText } from './text.ts'

const commands = { error: 'error', warning: 'warning', note: 'notice' } as const

/** An annotation at its line for everything found, then the log. */
export function renderGithub(report: ConfigurationReport, placed: Placed): string {
  const lines = report.files.flatMap(({ file, findings }) =>
    findings.map(({ level, code, line, message }) => {
      const name = placed(file)
      const where = name === undefined ? {} : { file: name, line: String(line ?? 1) }
      return workflowCommand(commands[level], { ...where, title: `policy-config: ${code}` }, [message])
    }),
  )
  return `${[...lines, renderText(report).trimEnd()].join('\n')}\n`
}
