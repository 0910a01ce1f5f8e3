import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { scenarioFromOptions, startTenant, type Tenant } from '../../src/simulator/tenant/index.ts'
import { runCli } from '../support/run-cli.ts'
import { cleanEnvironment, type Ran } from '../support/run-process.ts'
import { sideBySide } from '../support/side-by-side.ts'

/** Time for a second attempt; what hangs is waited for no longer than it takes to see that. */
const deadlineSeconds = 6

interface Row {
  readonly title: string
  readonly fault?: string
  readonly population?: number
  readonly registered?: number
  readonly rules?: string
  readonly args?: readonly string[]
  readonly environment?: NodeJS.ProcessEnv
  readonly deadlineSeconds?: number
  readonly exit: number
  readonly says: string
  /** How many requests for the report the tenant saw. */
  readonly requests?: number
}

const rules = (...lines: string[]): string =>
  `rules:\n  - id: mfa\n    measure: mfaRegistered\n    minimum: 95%\n${lines.map((line) => `    ${line}\n`).join('')}`

/** What happens in the tenant, and what `mfa-gate check` makes of it. */
const rows: readonly Row[] = [
  {
    title: '33 of 23,123 are below the minimum',
    exit: 1,
    says: 'Below the minimum: 33 of 23,123 users (0.14 %)',
    requests: 1,
  },
  {
    title: '22,000 of 23,123 pass',
    registered: 22_000,
    exit: 0,
    says: '22,000 of 23,123 users (95.14 %)',
    requests: 1,
  },
  {
    title: '949,999 of 1,000,000 are below 95 %',
    population: 1_000_000,
    registered: 949_999,
    exit: 1,
    says: '(94.99 %)',
  },
  {
    title: '950,000 of 1,000,000 are 95 %',
    population: 1_000_000,
    registered: 950_000,
    exit: 0,
    says: '(95.00 %)',
  },
  {
    title: 'an advisory rule warns only',
    rules: rules('enforcement: advisory'),
    exit: 0,
    says: '! mfa [advisory, high] Below the minimum',
  },
  {
    title: 'a disabled rule is not judged, nor the tenant read',
    rules: rules('enforcement: disabled'),
    exit: 0,
    says: 'Nothing judged: every rule is disabled.',
    requests: 0,
  },
  {
    title: 'a failed reading warns only where the rule says so',
    fault: 'report:licence-403',
    rules: rules('onUndetermined: warn'),
    exit: 0,
    says: '! mfa [mandatory, high] Could not determine',
  },
  {
    title: 'a wrong secret',
    fault: 'login:wrong-secret',
    exit: 3,
    says: 'the client secret is wrong',
    requests: 0,
  },
  {
    title: 'an expired secret',
    fault: 'login:secret-expired',
    exit: 3,
    says: 'the client secret has expired',
    requests: 0,
  },
  {
    title: 'an app of another tenant',
    fault: 'login:unknown-app',
    exit: 3,
    says: 'the app registration is not in this tenant',
    requests: 0,
  },
  {
    title: 'a token for another tenant',
    fault: 'login:other-tenant-token',
    exit: 3,
    says: 'signed in to another tenant',
    requests: 0,
  },
  {
    title: 'a login service that hangs',
    fault: 'login:hang',
    deadlineSeconds: 1,
    exit: 3,
    says: 'signing in took longer than 1 s',
    requests: 0,
  },
  {
    title: 'a login service behind a captive portal',
    fault: 'login:html-200',
    exit: 3,
    says: 'answered in its place (200)',
    requests: 0,
  },
  {
    title: 'no licence',
    fault: 'report:licence-403',
    exit: 3,
    says: 'no Microsoft Entra ID P1 or P2 licence',
  },
  {
    title: 'no permission',
    fault: 'report:permission-403',
    exit: 3,
    says: 'grant it the application permission Reports.Read.All',
  },
  { title: 'no reader role', fault: 'report:role-403', exit: 3, says: 'Reports Reader' },
  {
    title: 'no right to look the licence up',
    fault: 'report:directory-read-403',
    exit: 3,
    says: 'Directory.Read.All',
  },
  {
    title: 'throttling for ever',
    fault: 'report:throttle-429',
    exit: 3,
    says: 'throttles this app in this tenant',
  },
  {
    title: 'throttling that ends',
    fault: 'report:throttle-429:1',
    exit: 1,
    says: '33 of 23,123',
    requests: 2,
  },
  {
    title: 'a server error that ends',
    fault: 'report:server-500:1',
    exit: 1,
    says: '33 of 23,123',
    requests: 2,
  },
  {
    title: 'a gateway that answers HTML for ever',
    fault: 'report:bad-gateway-502-html',
    exit: 3,
    says: 'Microsoft Graph answered 502',
  },
  {
    title: 'a report that hangs',
    fault: 'report:hang',
    deadlineSeconds: 1,
    exit: 3,
    says: 'reading Microsoft Graph took longer than 1 s',
    requests: 1,
  },
  {
    title: 'a body that hangs',
    fault: 'report:hang-body',
    deadlineSeconds: 1,
    exit: 3,
    says: 'took longer than 1 s',
  },
  {
    title: 'a connection that breaks',
    fault: 'report:reset',
    exit: 3,
    says: 'could not be reached: the connection was closed before an answer came',
    requests: 3,
  },
  {
    title: 'a connection that breaks once',
    fault: 'report:reset:1',
    exit: 1,
    says: '33 of 23,123',
    requests: 2,
  },
  { title: 'a cut body', fault: 'report:cut-body', exit: 3, says: 'broke off before its end' },
  { title: 'HTML with 200', fault: 'report:html-200', exit: 3, says: 'the answer is not JSON (text/html)' },
  { title: 'nothing with 200', fault: 'report:empty-200', exit: 3, says: 'the answer is not JSON' },
  { title: 'no content', fault: 'report:no-content-204', exit: 3, says: '(204)' },
  { title: 'half a JSON', fault: 'report:not-json', exit: 3, says: 'the answer is not JSON' },
  { title: 'an error with 200', fault: 'report:error-in-200', exit: 3, says: 'says 200 and holds an error' },
  {
    title: 'a redirect to elsewhere',
    fault: 'report:redirect-302',
    exit: 3,
    says: 'the token must stay with Graph',
  },
  {
    title: 'a report that is gone',
    fault: 'report:gone-404',
    exit: 3,
    says: 'the report getCredentialUserRegistrationCount does not exist here (404',
  },
  { title: 'an empty value', fault: 'report:empty-value', exit: 3, says: 'the report is empty' },
  { title: 'two reports', fault: 'report:two-reports', exit: 3, says: '2 entries where one was expected' },
  { title: 'a further page', fault: 'report:next-link', exit: 3, says: 'goes on over a further page' },
  {
    title: 'no count of mfaRegistered',
    fault: 'report:missing-measure',
    exit: 3,
    says: 'no count of users registered for MFA',
  },
  {
    title: "the truncated body of Microsoft's page",
    fault: 'report:no-statuses',
    exit: 3,
    says: 'has no registrationStatus',
  },
  {
    title: 'more registered than users',
    fault: 'report:count-above-population',
    exit: 3,
    says: 'contradicts itself',
  },
  {
    title: 'a further page by another name',
    fault: 'report:renamed-next-link',
    exit: 3,
    says: 'goes on over',
  },
  { title: 'a removed report', fault: 'report:removed-entry', exit: 3, says: 'marked as removed' },
  {
    title: 'a key that comes twice',
    fault: 'report:duplicate-key',
    exit: 3,
    says: 'a key of one object twice',
  },
  { title: 'a type that only holds json', fault: 'report:json-like-type', exit: 3, says: 'is not JSON' },
  { title: 'a negative count', fault: 'report:negative-count', exit: 3, says: 'must be at least 0' },
  { title: 'a fraction of a user', fault: 'report:fraction-count', exit: 3, says: 'not as documented' },
  { title: 'a status counted twice', fault: 'report:duplicate-status', exit: 3, says: 'given twice' },
  { title: 'counts as strings', fault: 'report:string-counts', exit: 1, says: '33 of 23,123' },
  { title: 'a status of the future', fault: 'report:unknown-status', exit: 1, says: '33 of 23,123' },
  { title: 'a tenant of nobody', population: 0, registered: 0, exit: 3, says: 'counts 0 users' },
  {
    title: 'a misspelt key',
    rules: rules('enforcment: advisory'),
    exit: 2,
    says: 'did you mean "enforcement"?',
    requests: 0,
  },
  {
    title: 'rules that are not there',
    args: ['--rules', 'nowhere.yaml'],
    exit: 2,
    says: 'nowhere.yaml cannot be read (there is no such file)',
    requests: 0,
  },
  {
    title: 'rules that are a directory',
    args: ['--rules', '.'],
    exit: 2,
    says: 'it is a directory',
    requests: 0,
  },
  {
    title: 'a timeout of nonsense',
    args: ['--timeout', 'soon'],
    exit: 2,
    says: '--timeout is "soon"',
    requests: 0,
  },
  {
    title: 'an option nobody knows',
    args: ['--ruls', 'x'],
    exit: 2,
    says: 'Did you mean --rules?',
    requests: 0,
  },
  {
    title: 'a secret without the rest',
    environment: { AZURE_CLIENT_ID: '' },
    exit: 3,
    says: 'AZURE_CLIENT_ID is not set',
    requests: 0,
  },
  {
    title: 'a tenant that is not on this machine',
    environment: { MFA_GATE_SIMULATED_TENANT: 'https://graph.example' },
    exit: 2,
    says: 'may only be an https address on loopback',
    requests: 0,
  },
]

async function check(row: Row, tenant: Tenant): Promise<Ran> {
  const directory = mkdtempSync(join(tmpdir(), 'mfa-gate-check-'))
  try {
    const file = join(directory, 'mfa-rules.yaml')
    if (row.rules !== undefined) writeFileSync(file, row.rules)
    const environment = {
      ...cleanEnvironment(),
      ...tenant.environment,
      MFA_GATE_TIMEOUT: String(row.deadlineSeconds ?? deadlineSeconds),
      ...(row.rules === undefined ? {} : { MFA_GATE_RULES: file }),
      ...row.environment,
    }
    return await runCli(['check', ...(row.args ?? [])], environment, { cwd: directory })
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

async function assertRow(row: Row): Promise<void> {
  const { population = 23_123, registered = 33, fault } = row
  await using tenant = await startTenant(
    scenarioFromOptions({ population, registered, faults: fault === undefined ? [] : [fault] }),
  )
  const { exitCode, stdout, stderr, milliseconds } = await check(row, tenant)
  const output = stdout + stderr
  assert.equal(exitCode, row.exit, output)
  assert.ok(output.includes(row.says), output)
  const requests = tenant.requests.filter(({ path }) => path.includes('getCredentialUserRegistrationCount'))
  if (row.requests !== undefined) assert.equal(requests.length, row.requests)
  // Room for a busy machine; what matters is that nothing outlasts the deadline by far.
  assert.ok(milliseconds < (deadlineSeconds + 12) * 1_000, `took ${milliseconds} ms`)
  assertNothingLeaks(output, tenant)
}

describe('mfa-gate check', () => {
  const asserted = sideBySide(rows, assertRow)
  for (const row of rows) it(`exits ${row.exit}: ${row.title}`, () => asserted(row))
})

function assertNothingLeaks(output: string, tenant: Tenant): void {
  assert.ok(!output.includes(tenant.environment['AZURE_CLIENT_SECRET'] ?? '?'), 'the secret is printed')
  assert.doesNotMatch(output, /eyJ[\w-]{10,}\./, 'a token is printed')
  assert.doesNotMatch(output, /^\s+at .+:\d+:\d+/m, 'a stack trace is printed')
  assert.ok(
    tenant.requests.every(({ bearer, path }) => !bearer || path.startsWith('/beta/')),
    'a token went elsewhere',
  )
}
