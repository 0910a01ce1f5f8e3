import type { Cloud } from '../config/cloud.ts'
import type { Environment } from '../config/environment.ts'
import type { ExpectedTenant } from '../config/expected-tenant.ts'
import type { CredentialChoice } from '../identity/choose/choice.ts'
import type { CouldNotRead } from '../posture/could-not-read.ts'
import type { Reading } from '../posture/snapshot.ts'
import type { Verdict } from '../rules/verdict.ts'
import type { TokenClaims } from '../schemas/token-claims.ts'
import { Checklist } from './checklist.ts'
import { clockItem } from './clock.ts'
import { describeChoice } from './describe-choice.ts'
import { type Item, ok, skipped } from './item.ts'
import { countPermission, detailsPermission, holds } from './permissions.ts'
import { proxyItem } from './proxy.ts'
import { decisionItem, readingItems } from './reading-items.ts'

/** Everything the doctor asks of the world; each may throw CouldNotRead. */
export interface Edges {
  readonly environment: Environment
  readonly cloud: Cloud
  readonly expectedTenant: ExpectedTenant | undefined
  /** Login and Graph, as origins. */
  readonly origins: readonly string[]
  readonly now: () => Date
  readonly onFailure: (error: CouldNotRead) => void
  /** Asks the login for its public description, and answers the time in it. */
  reachLogin(): Promise<Date | undefined>
  openCredential(): Promise<CredentialChoice>
  signIn(): Promise<TokenClaims>
  checkTenant(claims: TokenClaims): void
  checkAudience(claims: TokenClaims): void
  readCounts(claims: TokenClaims): Promise<Reading>
  /** Asks for one user's details. */
  probeDetails(): Promise<void>
  /** Reads and judges as a check would. */
  decide(claims: TokenClaims): Promise<readonly Verdict[]>
}

export interface Examination {
  readonly items: readonly Item[]
  /** True when a check in this environment would be able to decide. */
  readonly wouldDecide: boolean
}

/** Walks from settings to verdicts, and goes on as far as each step allows. */
export async function examine(edges: Edges): Promise<Examination> {
  const list = new Checklist(edges.onFailure)
  list.add(cloudItem(edges.cloud))
  list.add(proxyItem(edges.environment, edges.origins))
  const there = await list.step('login', edges.reachLogin, () => `${host(edges.origins[0])} answers`)
  list.add(clockItem(edges.now(), there))
  const claims = await examineSignIn(edges, list)
  const decision = claims === undefined ? undefined : await examineReports(edges, claims, list)
  list.add(decision ?? skipped('decision', 'a check could not decide, for the reasons above'))
  return { items: list.items, wouldDecide: decision?.state === 'ok' }
}

const passwordWarning: Item = {
  name: 'user and password',
  state: 'warning',
  says: "a user name and a password cannot answer a demand for MFA, which Microsoft makes mandatory for users of Azure's tools step by step, and the Azure SDK calls this way in outdated",
  todo: [
    'Sign in as an app with a certificate, a secret or OIDC, or with a managed identity, before it fails.',
  ],
}

async function examineSignIn(edges: Edges, list: Checklist): Promise<TokenClaims | undefined> {
  const choice = await list.step('credential', edges.openCredential, describeChoice)
  if (choice === undefined) return undefined
  if (choice.kind === 'user-password') list.add(passwordWarning)
  const claims = await list.step('sign-in', edges.signIn, ({ appid }) =>
    appid === undefined ? 'a token was given' : `a token was given, to app ${appid}`,
  )
  if (claims === undefined) return undefined
  const { expectedTenant } = edges
  const tenant = await list.step(
    'tenant',
    () => {
      edges.checkTenant(claims)
      return claims.tid
    },
    (tid) =>
      expectedTenant === undefined
        ? `${tid}; nothing says which one is deployed to, so any is judged (MFA_GATE_TENANT)`
        : `${tid}, as ${expectedTenant.origin} says`,
  )
  const audience = await list.step(
    'audience',
    () => {
      edges.checkAudience(claims)
      return host(edges.cloud.graph)
    },
    (graph) => `the token is for ${graph}`,
  )
  return tenant === undefined || audience === undefined ? undefined : claims
}

async function examineReports(edges: Edges, claims: TokenClaims, list: Checklist): Promise<Item | undefined> {
  list.add(countPermission(claims, edges.cloud))
  list.add(detailsPermission(claims, edges.cloud))
  // Without this permission and with the other one a check does not ask for the count report either.
  if (
    edges.cloud.hasCountReport &&
    (holds(claims, 'Reports.Read.All') || !holds(claims, 'AuditLog.Read.All'))
  ) {
    const reading = await edges.readCounts(claims)
    for (const item of readingItems(reading, claims, edges.cloud)) list.add(item)
  }
  if (holds(claims, 'AuditLog.Read.All')) {
    await list.step('per-user details', edges.probeDetails, () => 'userRegistrationDetails answers')
  }
  return decisionItem(await edges.decide(claims))
}

function cloudItem({ title, hasCountReport }: Cloud): Item {
  if (hasCountReport) return ok('cloud', title)
  return ok(
    'cloud',
    `${title}, where Microsoft does not offer the count report, so users are counted one by one`,
  )
}

function host(origin = 'https://unknown'): string {
  return new URL(origin).host
}
