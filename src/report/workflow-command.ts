import { logLine } from './plain.ts'

/** A workflow command of GitHub Actions, escaped as @actions/core does it. */
export function workflowCommand(
  level: 'error' | 'warning' | 'notice',
  properties: Readonly<Record<string, string>>,
  lines: readonly string[],
): string {
  const given = Object.entries(properties).map(([name, value]) => `${name}=${property(logLine(value))}`)
  return `::${level} ${given.join(',')}::${data(lines.map(logLine).join('\n'))}`
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
