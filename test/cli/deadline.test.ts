import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  closeSync,
  constants,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { loadScenario, startTenant, type Tenant } from '../../src/simulator/tenant/index.ts'
import { type PostgresServer, sharedPostgres } from '../history/support/postgres-server.ts'
import { runCli } from '../support/run-cli.ts'
import { mfaGate, type Ran, runProcess } from '../support/run-process.ts'
import { listening, silent, stallingAt } from '../support/stalling.ts'

/** The time that every command here is given, and what none may take beyond it. */
const [deadlineMs, graceMs] = [1_000, 2_000]

/** Of a machine that does other things too. */
const slackMs = 500

interface Stall {
  readonly title: string
  readonly args: readonly string[]
  readonly environment: NodeJS.ProcessEnv
  readonly exitCode: number
}

const asked: Readonly<Record<string, readonly string[]>> = {
  check: ['check'],
  explain: ['explain'],
  snapshot: ['snapshot', '--output', '-'],
  doctor: ['doctor'],
  evidence: ['evidence', '--output', 'bundle.zip'],
  audit: ['audit'],
  'exclusions check': ['exclusions', 'check'],
}

/** Where a tenant stalls, and by which rules it is read there. */
const stuckTenants = {
  'login:hang': 'details.yaml',
  'login:hang-body': 'details.yaml',
  'report:hang': 'rules.yaml',
  'report:hang-body': 'rules.yaml',
  'details:hang': 'details.yaml',
  'issuer:hang': 'rules.yaml',
} as const

type StuckAt = keyof typeof stuckTenants

const rule = (id: string, more = ''): string => `{id: ${id}, measure: mfaRegistered, minimum: 50%${more}}`
const documents = {
  'rules.yaml': `rules: [${rule('everybody')}]`,
  'details.yaml': `source: registrationDetails
exclusions: {accounts: [{kind: guests, reason: gated elsewhere}]}
rules: [${rule('everybody')}]`,
  'ratchet.yaml': `rules: [${['a', 'b', 'c'].map((id) => rule(id, ', noDropMoreThan: 1%')).join()}]`,
} as const

describe('No command outlives its deadline by more than two seconds', () => {
  const tenants = new Map<StuckAt | 'nowhere', Tenant>()
  const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-deadline-'))
  const at = (name: string): string => join(folder, name)
  const environmentOf = (place: StuckAt | 'nowhere'): NodeJS.ProcessEnv => ({
    ...tenants.get(place)?.environment,
    MFA_GATE_RULES: 'rules.yaml',
    MFA_GATE_TIMEOUT: `${deadlineMs}ms`,
  })

  before(async () => {
    for (const [name, text] of Object.entries(documents)) writeFileSync(at(name), text)
    for (const place of ['nowhere', ...(Object.keys(stuckTenants) as StuckAt[])] as const)
      tenants.set(place, await startTenant(scenarioOf(place)))
    // What is loaded for the first time takes longer than it ever stalls, on a busy machine.
    for (const args of Object.values(asked)) {
      const environment = {
        ...environmentOf('nowhere'),
        MFA_GATE_RULES: 'details.yaml',
        MFA_GATE_TIMEOUT: '30s',
      }
      assert.equal((await runCli(args, environment, { cwd: folder })).exitCode, 0)
    }
  })
  after(async () => {
    for (const tenant of tenants.values()) await tenant.close()
    rmSync(folder, { recursive: true })
  })

  /** All at once in this process, where nothing may block, or the others would be late. */
  async function inTime(stalls: readonly Stall[]): Promise<void> {
    const ran = await Promise.all(
      stalls.map(({ args, environment }) => runCli(args, environment, { cwd: folder })),
    )
    assert.deepEqual(
      ran.flatMap((one, index) => lateness(one, stalls[index]!)),
      [],
    )
  }

  /** One after the other, as they block the process. */
  async function blockedInTime(stalls: readonly Stall[]): Promise<void> {
    for (const stall of stalls) {
      const ran = await runCli(stall.args, stall.environment, { cwd: folder })
      assert.deepEqual(lateness(ran, stall), [])
    }
  }

  for (const [place, document] of Object.entries(stuckTenants) as [StuckAt, string][]) {
    if (place === 'issuer:hang') continue
    it(`where the tenant stalls, ${place}`, () =>
      inTime(
        Object.entries(asked)
          .filter(([title]) => title !== 'exclusions check' || document === 'details.yaml')
          .map(([title, args]) => ({
            ...{ title, args, exitCode: 3 },
            environment: { ...environmentOf(place), MFA_GATE_RULES: document },
          })),
      ))
  }

  it('where whoever helps to sign in stalls', async () => {
    const { waysIn, environment } = tenants.get('issuer:hang')!
    const { AZURE_CLIENT_SECRET: _, AZURE_CLIENT_ID: clientId, ...machine } = environmentOf('issuer:hang')
    const tenantId = environment['AZURE_TENANT_ID']
    mkdirSync(at('bin'))
    writeFileSync(at('bin/az'), '#!/bin/sh\nexec sleep 8\n', { mode: 0o755 })
    const own = [waysIn.azurePipelines, waysIn.appService, { PATH: `${at('bin')}:/usr/bin:/bin` }]
    await listening(silent, (port) =>
      // Microsoft's library looks for these in the environment of the process.
      withProcessEnvironment(Object.assign({}, ...own) as NodeJS.ProcessEnv, () =>
        inTime(
          Object.entries<NodeJS.ProcessEnv>({
            'GitHub’s OIDC host': { ...machine, AZURE_CLIENT_ID: clientId, ...waysIn.gitHubActions },
            'Azure Pipelines': {
              ...{ ...machine, ...waysIn.azurePipelines },
              ...{ AZURESUBSCRIPTION_CLIENT_ID: clientId, AZURESUBSCRIPTION_TENANT_ID: tenantId },
            },
            'App Service': { ...machine, ...waysIn.appService },
            'the Azure CLI': { ...machine, AZURE_TOKEN_CREDENTIALS: 'AzureCliCredential' },
            'a proxy': {
              ...{ MFA_GATE_TIMEOUT: `${deadlineMs}ms`, HTTPS_PROXY: `http://127.0.0.1:${port}` },
              ...{ AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: clientId, AZURE_CLIENT_SECRET: 'never sent' },
            },
          }).map(([title, variables]) => ({
            ...{ title, args: ['check'], environment: variables, exitCode: 3 },
          })),
        ),
      ),
    )
  })

  it('where the stand-in of a snapshot stalls', async () => {
    await runCli(['snapshot', '--output', 'saved.json'], environmentOf('nowhere'), { cwd: folder })
    await listening(silent, (port) =>
      inTime(
        ['check', 'explain', 'evidence'].map((title) => ({
          ...{ title, args: [...asked[title]!, '--snapshot', 'saved.json'], exitCode: 3 },
          environment: {
            ...environmentOf('nowhere'),
            MFA_GATE_SIMULATED_TENANT: `https://127.0.0.1:${port}`,
          },
        })),
      ),
    )
  })

  const keeping: Readonly<Record<string, readonly string[]>> = {
    check: ['check'],
    explain: ['explain'],
    audit: ['audit'],
    'history list': ['history', 'list'],
    'history export': ['history', 'export'],
    'history prune': ['history', 'prune', '--keep', '1d'],
  }

  it('where a PostgreSQL takes the connection and says nothing', () =>
    listening(silent, (port) =>
      inTime(
        Object.entries(keeping).map(([title, args]) => ({
          ...{ title, args, exitCode: 2 },
          environment: {
            ...environmentOf('nowhere'),
            MFA_GATE_HISTORY: `postgres://me:pass@127.0.0.1:${port}/db`,
          },
        })),
      ),
    ))

  describe('where a PostgreSQL stops answering', () => {
    let server: PostgresServer
    let url: URL
    before(async function () {
      const started = await sharedPostgres()
      if ('impossible' in started) {
        process.stderr.write(`SKIPPED: a PostgreSQL that stops answering: ${started.impossible}\n`)
        return this.skip()
      }
      server = started
      url = new URL(await server.freshDatabase())
      const environment = { ...environmentOf('nowhere'), MFA_GATE_TIMEOUT: '30s', MFA_GATE_HISTORY: url.href }
      assert.equal((await runCli(['check'], environment, { cwd: folder })).exitCode, 0)
    })

    const words: readonly (readonly [word: string, commands: readonly string[]])[] = [
      ['insert into "mfa_gate_assessment"', ['check', 'audit']],
      ['insert into "mfa_gate_audit"', ['audit']],
      ['update "mfa_gate_audit"', ['audit']],
      ['mfa_gate_verdict', ['explain', 'history list', 'history export']],
      ['delete from', ['history prune']],
    ]
    it('at a query', async () => {
      await Promise.all(
        words.map(([word, names]) =>
          listening(stallingAt(word, Number(url.port)), (port) => {
            const through = new URL(url)
            through.port = String(port)
            const environment = { ...environmentOf('nowhere'), MFA_GATE_HISTORY: through.href }
            return inTime(
              names.map((title) => ({
                ...{ title: `${title} at ${word}`, args: keeping[title]!, environment, exitCode: 2 },
              })),
            )
          }),
        ),
      )
    })
  })

  it('where another process keeps the SQLite file locked', async () => {
    const environment = { ...environmentOf('nowhere'), MFA_GATE_HISTORY: 'history.db' }
    await runCli(['check'], environment, { cwd: folder })
    const other = new DatabaseSync(at('history.db'))
    other.exec('begin immediate')
    try {
      await blockedInTime(
        ['check', 'audit'].map((title) => ({
          ...{ title, args: keeping[title]!, environment, exitCode: 2 },
        })),
      )
    } finally {
      other.close()
    }
  })

  it('where another run keeps the records of ratios locked', async () => {
    const args = ['check', '--baselines', 'kept']
    const environment = { ...environmentOf('nowhere'), MFA_GATE_RULES: 'ratchet.yaml' }
    const tenant = tenants.get('nowhere')!.environment['AZURE_TENANT_ID']!
    mkdirSync(at(`kept/tenant-${tenant}`), { recursive: true })
    writeFileSync(at(`kept/tenant-${tenant}/registrationCounts-simulated.all.mfaRegistered.json.lock`), '')
    await inTime([{ title: 'check', args, environment, exitCode: 0 }])
  })

  it('where nobody reads what is written to a pipe', async () => {
    const pipes = [openFull(at('pipe')), openFull(at('other'))]
    try {
      await blockedInTime(
        [
          ['check', '--format', 'json=pipe', '--format', 'csv=other'],
          ['snapshot', '--output', 'pipe'],
          ['evidence', '--output', 'pipe'],
          ['audit', '--format', 'json=pipe', '--format', 'csv=other'],
          ['history', 'export', '--history', 'history.db', '--output', 'pipe'],
        ].map((args) => ({
          ...{ title: args.join(' '), args, environment: environmentOf('nowhere'), exitCode: 2 },
        })),
      )
    } finally {
      for (const pipe of pipes) closeSync(pipe)
    }
  })

  it('where a thread of Node waits for a file system or a name server', async () => {
    execFileSync('mkfifo', [at('nobody')])
    const open = `import { open } from 'node:fs'; open('${at('nobody')}', 'r', () => undefined)`
    const node = [process.execPath, '--import', `data:text/javascript,${encodeURIComponent(open)}`]
    const stuck = (args: readonly string[]) =>
      runProcess([...node, mfaGate, ...args], {}, { cwd: folder, limitMs: 30_000 })
    const [done, wrong] = await Promise.all([stuck(['rules', 'schema']), stuck(['nothing'])])
    assert.deepEqual([done.exitCode, wrong.exitCode], [0, 2])
    assert.doesNotThrow(() => JSON.parse(done.stdout))
  })
})

/** Sets variables of this process meanwhile. */
async function withProcessEnvironment(variables: NodeJS.ProcessEnv, run: () => Promise<void>): Promise<void> {
  const before = { ...process.env }
  Object.assign(process.env, variables)
  try {
    await run()
  } finally {
    process.env = before
  }
}

/** Opens a pipe with a reader that never reads, and writes it full. */
function openFull(path: string): number {
  execFileSync('mkfifo', [path])
  const pipe = openSync(path, constants.O_RDWR | constants.O_NONBLOCK)
  try {
    for (;;) writeSync(pipe, Buffer.alloc(4_096))
  } catch (error) {
    assert.equal((error as NodeJS.ErrnoException).code, 'EAGAIN')
    return pipe
  }
}

function scenarioOf(place: StuckAt | 'nowhere') {
  const [on, kind] = place.split(':')
  return loadScenario(`
population: 100
counts: {mfaRegistered: 90, capable: 95}
permissions: [AuditLog.Read.All, Reports.Read.All]
faults: [${kind === undefined ? '' : `{on: ${on}, kind: ${kind}}`}]`)
}

/** What is wrong with it, where it did not stall, was late, or ended otherwise. */
function lateness({ milliseconds, stdout, stderr, exitCode }: Ran, stall: Stall): readonly string[] {
  const inside = milliseconds > 0.5 * deadlineMs && milliseconds < deadlineMs + graceMs + slackMs
  if (inside && exitCode === stall.exitCode) return []
  return [`${stall.title}: ${Math.round(milliseconds)} ms, exit ${exitCode}, ${stdout}${stderr}`]
}
