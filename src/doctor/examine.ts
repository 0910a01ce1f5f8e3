import type { Cloud } from '../config/cloud.ts'
import type { Environment } from '../config/environment.ts'
import type { CredentialChoice } from '../identity/choose/choice.ts'
import type { ExpectedTenant } from '../config/expected-tenant.ts'
import type { Steps } from '../gate/steps.ts'
import { lockoutGuard } from '../schemas/guard-settings.ts'
import { intolerable, toleratedMs } from '../model/clock.ts'
import { holds } from '../model/permission.ts'
import type { Inquiry } from '../model/inquiry.ts'
import type { Assessment } from '../rules/assessment.ts'
import type { RulesDocument } from '../schemas/rules-document.ts'
import type { TokenClaims } from '../schemas/token-claims.ts'
import { Checklist } from './checklist.ts'
import { contextItems } from './context-items.ts'
import { describeChoice } from './describe-choice.ts'
import { guardItem } from './guard-item.ts'
import { type Item, ok, skipped } from './item.ts'
import {
  asksCountReport,
  countPermission,
  detailsPermission,
  directoryPermissions,
  grantsFor,
} from './permissions.ts'
import { proxyItem } from './proxy.ts'
import { decisionItem, readingItems } from './reading-items.ts'

/** What the doctor looks at. */
interface Patient {
  readonly environment: Environment
  readonly cloud: Cloud
  readonly expectedTenant: ExpectedTenant | undefined
  readonly now: () => Date
  readonly steps: Omit<Steps, 'assess'>
  /** What the rules ask of the tenant. */
  readonly inquiry: Inquiry
  readonly document: Pick<RulesDocument, 'guards'>
  /** Reads and judges as a check would. */
  readonly decide: (claims: TokenClaims) => Promise<Assessment>
}

interface Examination {
  readonly items: readonly Item[]
  /** True when a check in this environment would be able to decide. */
  readonly wouldDecide: boolean
}

/** Walks from settings to verdicts, and goes on as far as each step allows. */
export async function examine(patient: Patient): Promise<Examination> {
  const { cloud, environment, steps, now } = patient
  const list = new Checklist()
  list.add(cloudItem(cloud))
  list.add(proxyItem(environment, steps.origins))
  const there = await list.step('login', steps.reachLogin(), () => `${host(steps.origins[0])} answers`)
  list.add(clockItem(now(), there))
  const claims = await examineSignIn(patient, list)
  const decision = claims === undefined ? undefined : await examineReports(patient, claims, list)
  list.add(decision ?? skipped('decision', 'a check could not reach an answer, for the reasons above'))
  return { items: list.items, wouldDecide: decision?.state === 'ok' }
}

const passwordWarning: Item = {
  name: 'user and password',
  state: 'warning',
  says: "a user name and a password cannot answer a demand for MFA, which Microsoft makes mandatory for users of Azure's tools step by step, and the Azure SDK calls this kind of sign-in outdated",
  todo: [
    'Sign in as an app with a certificate, a secret or OIDC, or with a managed identity, before it fails.',
  ],
}

async function examineSignIn(
  { steps, expectedTenant }: Patient,
  list: Checklist,
): Promise<TokenClaims | undefined> {
  const choice = await list.step('credential', steps.openCredential(), describeChoice, stateOf)
  if (choice === undefined) return undefined
  if (choice.kind === 'user-password') list.add(passwordWarning)
  const claims = await list.step('sign-in', steps.signIn(), ({ appid }) =>
    appid === undefined ? 'a token was given' : `a token was given, to app ${appid}`,
  )
  if (claims === undefined) return undefined
  const tenant = await list.step('tenant', steps.checkTenant(claims), (tid) =>
    expectedTenant === undefined
      ? `${tid}; no setting says which tenant is deployed to, so this one is judged (MFA_GATE_TENANT)`
      : `${tid}, as ${expectedTenant.origin} says`,
  )
  const audience = await list.step(
    'audience',
    steps.checkAudience(claims),
    (graph) => `the token is for ${graph}`,
  )
  return tenant === undefined || audience === undefined ? undefined : claims
}

/**
 * An app that is named and cannot prove itself is hardly what was meant. What nobody has configured is neither right nor
 * wrong before it has been tried.
 */
function stateOf(choice: CredentialChoice): 'ok' | 'warning' | 'skipped' {
  if (choice.kind !== 'found') return 'ok'
  return choice.unproven === undefined ? 'skipped' : 'warning'
}

async function examineReports(
  { cloud, steps, inquiry, document, decide }: Patient,
  claims: TokenClaims,
  list: Checklist,
): Promise<Item | undefined> {
  list.add(countPermission(claims, cloud, inquiry))
  list.add(detailsPermission(claims, cloud, inquiry, othersWith(document, inquiry)))
  for (const item of directoryPermissions(claims, cloud, inquiry)) list.add(item)
  const guard = guardItem(document, claims)
  if (guard !== undefined) list.add(guard)
  // Without this permission and with the other one a check does not ask for the count report either.
  const alone = asksCountReport(inquiry) && !holds(claims, 'AuditLog.Read.All')
  if (cloud.hasCountReport && (holds(claims, 'Reports.Read.All') || alone)) {
    const came = await steps.readCounts(claims)
    for (const item of readingItems(came, claims, cloud)) list.add(item)
  }
  if (holds(claims, 'AuditLog.Read.All')) {
    await list.step('per-user details', steps.probeDetails(), () => 'userRegistrationDetails answers')
  }
  const assessment = await decide(claims)
  for (const item of contextItems(assessment.readings, inquiry)) list.add(item)
  return decisionItem(assessment, grantsFor(assessment, list.items, claims, cloud.graph))
}

/** What reads with the permission for per-user details besides rules. */
function othersWith({ guards }: Patient['document'], { signIns }: Inquiry): readonly string[] {
  return [
    ...(guards?.[lockoutGuard] === undefined ? [] : [`the guard ${lockoutGuard}`]),
    ...(signIns === undefined ? [] : ['enforcement: show']),
  ]
}

function cloudItem({ title, hasCountReport }: Cloud): Item {
  if (hasCountReport) return ok('cloud', title)
  return ok(
    'cloud',
    `${title}, where Microsoft does not offer the count report, so users are counted one by one`,
  )
}

/** Compares this machine's clock with the login's: one that is further off makes tokens and assertions invalid. */
export function clockItem(here: Date, there: Date | undefined): Item {
  if (there === undefined) return skipped('clock', 'not compared, because the login sent no time')
  const seconds = Math.round((here.getTime() - there.getTime()) / 1_000)
  const off = `${Math.abs(seconds)} s ${seconds < 0 ? 'behind' : 'ahead of'} the login's`
  if (intolerable(seconds * 1_000) === undefined)
    return ok('clock', `within ${toleratedMs / 1_000} s of the login's`)
  return { name: 'clock', state: 'failed', says: off, todo: ['Set the clock of this machine, best by NTP.'] }
}

function host(origin = 'https://unknown'): string {
  return new URL(origin).host
}
