import type { PackHeader } from '../events.ts'
import { type EnforcementLevel, severities, type Violation } from '../packs/violation.ts'
import { displayType, nameOf, typeOf } from '../urn.ts'
import type { Row } from './row.ts'

const levelOrder: readonly EnforcementLevel[] = ['remediate', 'mandatory', 'advisory', 'disabled']

interface Block {
  readonly key: string
  readonly paths: readonly string[]
  readonly violations: readonly Placed[]
}

interface Placed {
  readonly urn: string
  readonly violation: Violation
}

/** The `Policies:` section: every pack that ran with what it complained of. */
export function policiesSection(packs: readonly PackHeader[], rows: readonly Row[]): readonly string[] {
  if (packs.length === 0) return []
  return ['Policies:', ...blocks(packs, rows).flatMap(blockLines), '']
}

export function hasMandatory(rows: readonly Row[]): boolean {
  return rows.some((row) => row.violations.some(({ level }) => level === 'mandatory'))
}

/** A violation that names another pack than the one that ran gets a block of its own, as in the CLI. */
function blocks(packs: readonly PackHeader[], rows: readonly Row[]): readonly Block[] {
  const placed = rows.flatMap((row) => row.violations.map((violation) => ({ urn: row.urn, violation })))
  const keys = new Set([
    ...packs.map((pack) => keyOf(pack.name, pack.version)),
    ...placed.map(({ violation }) => keyOf(violation.pack, violation.packVersion)),
  ])
  return [...keys].sort().map((key) => ({
    key,
    paths: packs.filter((pack) => keyOf(pack.name, pack.version) === key).map((pack) => pack.path),
    violations: placed
      .filter(({ violation: it }) => keyOf(it.pack, it.packVersion) === key)
      .sort(byImportance),
  }))
}

function blockLines({ key, paths, violations }: Block): readonly string[] {
  const local = paths.length === 0 ? '' : ` (local: ${[...new Set(paths)].sort().join('; ')})`
  return [
    `    ${sign(violations)} ${key}${local}`,
    ...violations.flatMap(({ urn, violation }) => violationLines(urn, violation)),
  ]
}

function sign(violations: readonly Placed[]): string {
  if (violations.some(({ violation }) => violation.level === 'mandatory')) return '❌'
  return violations.length > 0 ? '⚠️' : '✅'
}

function violationLines(urn: string, { level, severity, policy, message }: Violation): readonly string[] {
  const importance = severity === undefined ? '' : ` [severity: ${severity}]`
  const resource = `(${displayType(typeOf(urn))}: ${nameOf(urn)})`
  const lines = message.replace(/\n$/, '').split('\n')
  return [
    `        - [${level}]${importance}  ${policy}  ${resource}`,
    ...lines.map((line) => `          ${line}`),
  ]
}

function byImportance(a: Placed, b: Placed): number {
  return (
    levelOrder.indexOf(a.violation.level) - levelOrder.indexOf(b.violation.level) ||
    severityRank(a.violation) - severityRank(b.violation) ||
    compare(a.violation.policy, b.violation.policy) ||
    compare(a.urn, b.urn)
  )
}

function severityRank({ severity }: Violation): number {
  return severity === undefined ? severities.length : severities.indexOf(severity)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

function keyOf(name: string, version: string): string {
  return `${name}@v${version}`
}
