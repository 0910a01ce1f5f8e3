import { resolve } from 'node:path'
import { ConfigurationError } from '../../config/problem.ts'
import type { History } from '../../history/history.ts'
import { writeWhole } from '../../io/write-file.ts'
import { auditFormats } from '../../report/audit/audit-formats.ts'
import type { AuditInput } from '../../report/audit/audit-row.ts'
import { budgetOf } from '../../time/budget.ts'
import type { Effects } from '../effects.ts'
import { terminalOf } from '../output/terminal.ts'
import type { Phases } from './phases.ts'
import type { AuditTarget } from './targets.ts'

/**
 * Prints and writes every report of an audit. What cannot be written does not keep the others from being written.
 * @throws ConfigurationError for each that could not
 */
export async function outputAudit(
  { stdout, environment, directory }: Effects,
  targets: readonly AuditTarget[],
  input: AuditInput,
  { history, time }: { readonly history: History | undefined; readonly time: Phases },
): Promise<void> {
  const left = budgetOf(time.left())
  const problems: string[] = []
  for (const { format, file } of targets) {
    if (format === 'html') {
      const { writePages } = await import('./write-pages.ts')
      problems.push(...(await writePages(resolve(directory, file), input, history)))
      continue
    }
    const render = await auditFormats[format].load()
    if (file === undefined) {
      stdout.write(render(input, terminalOf(stdout, environment)))
      continue
    }
    const text = render(input)
    const problem = writeWhole(resolve(directory, file), text, { readers: 'umask', patience: left() })
    if (problem !== undefined) problems.push(`the report ${file} cannot be written (${problem})`)
  }
  if (problems.length > 0) throw new ConfigurationError(problems)
}
