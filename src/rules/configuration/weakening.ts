import { lockoutGuard } from '../../schemas/guard-settings.ts'
import type { RuleEntry, RulesDocument } from '../../schemas/rules-document.ts'
import { guardPart, rulesAndGuard } from '../guards/guard-entry.ts'
import { type Change, loosened } from '../lock.ts'
import { ownPolicies } from '../own-policies.ts'
import type { Enforcement } from '../rule.ts'
import type { Stack } from '../stack.ts'
import { documentedFor } from './documented.ts'
import type { SetLevel } from '../../schemas/policy-file.ts'
import type { ConfiguredPolicy, PolicyFile } from './policy-file.ts'

/** One thing that a file says of a policy and that asks for less than the document does. */
export interface Weakening {
  readonly code: 'disabled' | 'level-lowered' | 'minimum-lowered' | 'loosened'
  readonly policy: string
  readonly key: Change
  /** What the document says, and the file in its place. */
  readonly from: unknown
  readonly to: unknown
  readonly path: readonly string[]
}

/** What of a file weakens which policy, where the document is right. */
export function weakenings(
  { policies }: PolicyFile,
  document: RulesDocument,
  stack: Stack,
): readonly Weakening[] {
  const all = policies.get('all')
  return [
    ...rulesAndGuard(document).flatMap((entry) =>
      ofRule(entry, { all, own: policies.get(entry.id) }, document, stack),
    ),
    ...ownPolicies.flatMap((policy) => ofOwn(policy, { all, own: policies.get(policy) })),
  ]
}

/** What is said of every policy, and of this one, which goes before it. */
interface Overrides {
  readonly all: ConfiguredPolicy | undefined
  readonly own: ConfiguredPolicy | undefined
}

function ofRule(
  entry: RuleEntry,
  chosen: Overrides,
  document: RulesDocument,
  stack: Stack,
): readonly Weakening[] {
  const level = levelIn(chosen)
  const shared = entry.id === lockoutGuard ? guardPart(chosen.all?.config ?? {}) : chosen.all?.config
  const change = {
    ...shared,
    ...chosen.own?.config,
    ...(level === undefined ? {} : { enforcement: level.to }),
  }
  const found = new Map<Change, Weakening>()
  for (const documented of documentedFor(entry, document, stack)) {
    // A waiver that covers it excuses what is not known; it is shown wherever it does.
    for (const key of loosened({ ...documented, waivable: false }, change)) {
      if (found.has(key)) continue
      const from = documented[key] ?? defaults[key]
      const path = key === 'enforcement' ? (level?.path ?? []) : pathOf(key, chosen)
      found.set(key, { code: codeOf(key, change), policy: entry.id, key, from, to: change[key], path })
    }
  }
  return [...found.values()]
}

/** What a rule says that says nothing of it, where people would ask. */
const defaults: Readonly<Partial<Record<Change, unknown>>> = {
  enforcement: 'mandatory',
  segment: 'all',
  onEmpty: 'undetermined',
  onUndetermined: 'fail',
  severity: 'high',
  warnDays: 30,
  maxAge: '24h',
}

function codeOf(key: Change, { enforcement }: { readonly enforcement?: Enforcement }): Weakening['code'] {
  if (key === 'minimum') return 'minimum-lowered'
  if (key !== 'enforcement') return 'loosened'
  return enforcement === 'disabled' ? 'disabled' : 'level-lowered'
}

/** Both are mandatory; the levels in between are heeded by the one that compares tenants alone. */
function ofOwn(policy: (typeof ownPolicies)[number], chosen: Overrides): readonly Weakening[] {
  const level = levelIn(chosen)
  if (level === undefined || level.to === 'mandatory') return []
  const [comparing] = ownPolicies
  if (policy !== comparing && level.to !== 'disabled') return []
  const code = codeOf('enforcement', { enforcement: level.to })
  return [{ code, policy, key: 'enforcement', from: 'mandatory', to: level.to, path: level.path }]
}

function levelIn({
  all,
  own,
}: Overrides): { readonly to: Enforcement; readonly path: readonly string[] } | undefined {
  const chosen = own?.level === undefined ? all : own
  if (chosen?.level === undefined) return undefined
  return { to: asEnforced(chosen.level), path: chosen.levelPath ?? chosen.path }
}

function asEnforced(level: SetLevel): Enforcement {
  return level === 'remediate' ? 'mandatory' : level
}

function pathOf(key: Exclude<Change, 'enforcement'>, { all, own }: Overrides): readonly string[] {
  const chosen = own?.config[key] === undefined ? all : own
  return [...(chosen?.path ?? []), key]
}
