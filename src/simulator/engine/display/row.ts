import type { LogLine } from '../events.ts'
import type { Violation } from '../packs/violation.ts'
import { displayType, nameOf, rootStackType, typeOf } from '../urn.ts'

/** What is known of one resource while the preview runs. */
export interface Row {
  readonly urn: string
  /** A row that only a violation told of is not printed until the resource itself is planned. */
  visible: boolean
  /** The stack has a row before it is registered: lines without a resource belong to it. */
  registered: boolean
  planned: boolean
  done: boolean
  readonly log: LogLine[]
  readonly violations: Violation[]
}

export function newRow(urn: string, seen: Pick<Row, 'visible' | 'registered'>): Row {
  return { urn, ...seen, planned: false, done: false, log: [], violations: [] }
}

/** ` +  pulumi:pulumi:Stack lab-dev create 1 error`, with the spaces at the end the CLI leaves there. */
export function rowLine(row: Row, at: 'running' | 'end'): string {
  const label = row.planned ? ' + ' : '   '
  return [label, ...rowName(row), status(row, at), at === 'end' ? counts(row) : lastLine(row)].join(' ')
}

/** `  pulumi:pulumi:Stack (lab-dev):`, above the diagnostics of a resource. */
export function rowHeading(row: Row): string {
  const [type, name] = rowName(row)
  return `  ${type} (${name}):`
}

export function errorsIn(row: Row): number {
  return row.log.filter((it) => it.severity === 'error' && it.ephemeral !== true).length
}

/** What was said, with the word the CLI puts before a warning or an error. */
export function prefixed({ severity, message }: LogLine): string {
  return `${severity === 'info' ? '' : `${severity}: `}${message}`.trimEnd()
}

function rowName({ urn }: Row): [type: string, name: string] {
  return [displayType(typeOf(urn)), nameOf(urn)]
}

function status(row: Row, at: 'running' | 'end'): string {
  if (row.planned) return 'create'
  return at === 'running' && row.registered && typeOf(row.urn) === rootStackType ? 'running' : ''
}

function counts(row: Row): string {
  const kept = row.log.filter((it) => it.ephemeral !== true)
  return (['error', 'warning', 'info'] as const)
    .map((severity) => ({ severity, count: kept.filter((it) => it.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(
      ({ severity, count }) =>
        `${count} ${severity === 'info' ? 'message' : severity}${count === 1 ? '' : 's'}`,
    )
    .join('; ')
}

function lastLine(row: Row): string {
  const last = row.log.at(-1)
  return last === undefined ? '' : (prefixed(last).split('\n')[0] ?? '')
}
