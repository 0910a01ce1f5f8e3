import type { EngineEvent, PackHeader, LogLine } from '../events.ts'
import type { JsonObject } from '../json.ts'
import { rootStackUrn, type StackName } from '../urn.ts'
import { diagnosticsSection } from './diagnostics.ts'
import { outputsSection } from './outputs.ts'
import { hasMandatory, policiesSection } from './policies.ts'
import { errorsIn, newRow, type Row, rowLine } from './row.ts'

type ResourceEvent = Extract<EngineEvent, { kind: 'planned' | 'outputs' | 'violation' }>

/** Turns the events of one preview into the lines the CLI prints when nobody is at the terminal. */
export class Display {
  readonly #rows = new Map<string, Row>()
  readonly #stackUrn: string
  #outputs: JsonObject | undefined

  constructor(stack: StackName) {
    this.#stackUrn = rootStackUrn(stack)
  }

  /** The lines this event adds. */
  accept(event: EngineEvent): readonly string[] {
    switch (event.kind) {
      case 'packs-loading':
        this.#stackRow()
        return ['Loading policy packs...: starting']
      case 'packs-loaded':
        return ['Loading policy packs...: done']
      case 'prelude':
        return ['']
      case 'logged':
        return this.#log(event)
      case 'finished':
        return this.#end(event.packs)
      case 'planned':
      case 'outputs':
      case 'violation':
        return this.#aboutResource(event)
    }
  }

  #aboutResource(event: ResourceEvent): readonly string[] {
    const row = this.#row(event.urn)
    row.registered = true
    switch (event.kind) {
      case 'planned':
        row.planned = row.visible = true
        row.done = event.urn !== this.#stackUrn
        break
      case 'outputs':
        if (event.urn === this.#stackUrn) this.#outputs = event.outputs
        return []
      case 'violation':
        row.violations.push(event.violation)
        break
    }
    return printed(row)
  }

  #log(line: LogLine): readonly string[] {
    const row = line.urn === undefined ? this.#stackRow() : this.#row(line.urn)
    row.visible = true
    row.registered ||= line.urn !== undefined
    row.log.push(line)
    return printed(row)
  }

  #end(packs: readonly PackHeader[] | undefined): readonly string[] {
    const rows = [...this.#rows.values()]
    return [
      ...rows.filter((row) => row.visible && !row.done).map((row) => rowLine(row, 'end')),
      ...(packs === undefined ? [] : policiesSection(packs, rows)),
      ...diagnosticsSection(rows),
      ...outputsSection(this.#outputs),
      ...(packs === undefined || (packs.length > 0 && hasMandatory(rows)) ? [] : summarySection(rows)),
    ]
  }

  #row(urn: string): Row {
    const row = this.#rows.get(urn) ?? newRow(urn, { visible: false, registered: false })
    this.#rows.set(urn, row)
    return row
  }

  #stackRow(): Row {
    const row = this.#row(this.#stackUrn)
    row.visible = true
    return row
  }
}

function printed(row: Row): readonly string[] {
  return row.visible ? [rowLine(row, 'running')] : []
}

function summarySection(rows: readonly Row[]): readonly string[] {
  const created = rows.filter((row) => row.planned).length
  const errored = rows.filter((row) => errorsIn(row) > 0).length
  return [
    'Resources:',
    ...(created > 0 ? [`    + ${created} to create`] : []),
    ...(errored > 0 ? [`    ${errored} errored`] : []),
    '',
  ]
}
