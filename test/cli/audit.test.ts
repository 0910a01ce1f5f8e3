import assert from 'node:assert/strict'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import MarkdownIt from 'markdown-it'
import { auditReportSchema, type AuditReport } from '../../src/schemas/audit-report.ts'
import { Ajv } from 'ajv'
import { type AuditBench, openAuditBench, tenantOf } from '../support/audit-run.ts'
import { runCli } from '../support/run-cli.ts'

const isAuditReport = new Ajv({ allErrors: true, allowUnionTypes: true }).compile<AuditReport>(
  auditReportSchema,
)

function readReport(file: string): AuditReport {
  const report: unknown = JSON.parse(readFileSync(file, 'utf8'))
  assert.ok(isAuditReport(report), JSON.stringify(isAuditReport.errors))
  return report
}

const answers = ({ tenants }: AuditReport): readonly unknown[] =>
  tenants.map(({ name, outcome, report }) => [
    name,
    outcome,
    report?.verdicts[0]?.count ?? report?.verdicts[0]?.reason?.code,
  ])

describe('mfa-gate audit', function () {
  this.timeout(120_000)

  describe('of tenants of every kind', () => {
    let bench: AuditBench
    before(async () => {
      bench = await openAuditBench([
        tenantOf('fine', 980),
        tenantOf('below', 500),
        tenantOf('no permission', 980, 'report:permission-403'),
        tenantOf('hanging', 980, 'report:hang'),
        tenantOf('wrong secret', 980, 'login:wrong-secret'),
        tenantOf('another tenant answers', 980, 'login:other-tenant-token'),
        tenantOf('throttled once', 980, 'report:throttle-429:1'),
      ])
    })
    after(() => bench[Symbol.asyncDispose]())

    it('gives each its own row and hides none behind another', async () => {
      const ran = await bench.run([
        ...['--timeout', '8s', '--history', 'h.db', '--format', 'text', '--format', 'json=a.json'],
        ...['--format', 'csv=a.csv', '--format', 'markdown=a.md', '--format', 'html=pages'],
        ...['--evidence', 'evidence'],
      ])
      assert.equal(ran.exitCode, 1, ran.stderr)
      const report = readReport(join(bench.folder, 'a.json'))
      assert.deepEqual(answers(report), [
        ['fine', 'pass', 980],
        ['below', 'violation', 500],
        ['no permission', 'undetermined', 'permission-missing'],
        ['hanging', 'undetermined', 'deadline-exceeded'],
        ['wrong secret', 'undetermined', 'sign-in-refused'],
        ['another tenant answers', 'undetermined', 'wrong-tenant'],
        ['throttled once', 'pass', 980],
      ])
      assert.equal(report.outcome, 'violation')
      assert.match(ran.stdout, /Audited 7 tenants: 2 passed, 4 could not determine, 1 refused\./)
      assert.match(ran.stdout, /7 of them were read from the embedded tenant \(a stand-in, not Microsoft\)/)
      assert.equal(ran.stderr.match(/^\[\d\/7\] /gm)?.length, 7, ran.stderr)
    })

    it('says the same in every format, and writes a page and a bundle for each', () => {
      const at = (name: string): string => join(bench.folder, name)
      const { tenants } = readReport(at('a.json'))
      const rows = parse<Record<string, string>>(readFileSync(at('a.csv'), 'utf8'), {
        columns: true,
        bom: true,
      })
      assert.deepEqual(
        rows.map(({ tenant, outcome }) => [tenant, outcome]),
        tenants.map(({ tenant, outcome }) => [tenant, outcome]),
      )
      const page = new MarkdownIt().render(readFileSync(at('a.md'), 'utf8'))
      assert.equal(page.match(/<tr>/g)?.length, 1 + tenants.length)
      const pages = readdirSync(at('pages'))
      assert.equal(pages.length, tenants.length + 2)
      const index = readFileSync(at('pages/index.html'), 'utf8')
      for (const name of pages.filter((one) => one !== 'index.html')) assert.ok(index.includes(name), name)
      assert.deepEqual(
        readdirSync(at('evidence'))
          .filter((name) => name !== 'index.md')
          .sort(),
        tenants.map(({ tenant }) => `${tenant}.zip`).sort(),
      )
    })

    it('never prints or keeps a secret, not even when asked what lies behind a failure', async () => {
      const ran = await bench.run([
        '--timeout',
        '2s',
        '--debug',
        '--history',
        'h.db',
        '--format',
        'json=b.json',
      ])
      const kept = ['h.db', 'b.json', 'a.csv', 'a.md', 'pages/index.html'].map((name) =>
        readFileSync(join(bench.folder, name), 'latin1'),
      )
      const everything = [ran.stdout, ran.stderr, ...kept].join('\n')
      for (const { clientSecret } of bench.tenants.directories) assert.ok(!everything.includes(clientSecret))
      assert.doesNotMatch(everything, /eyJ[\w-]{10,}\./)
      assert.match(ran.stderr, /mfa-gate debug:/)
    })
  })

  it('exits 0 when all pass, and 3 when one cannot be determined and none is below', async () => {
    for (const [fault, exitCode] of [
      [[], 0],
      [['report:licence-403'], 3],
    ] as const) {
      await using bench = await openAuditBench([tenantOf('one', 980), tenantOf('two', 980, ...fault)])
      const ran = await bench.run(['--timeout', '20s'])
      assert.equal(ran.exitCode, exitCode, ran.stderr)
      assert.match(ran.stderr, /nothing is kept, so an interrupted audit has to start again/)
    }
  })

  it('takes each tenant’s own rules, and finds a tenant by its domain', async () => {
    const named = { ...tenantOf('by domain', 800), domain: 'contoso.example' }
    await using bench = await openAuditBench([named, tenantOf('by id', 800)], (index) =>
      index === 0 ? { tenant: 'Contoso.example', rules: 'lenient.yaml', tags: { region: 'eu' } } : {},
    )
    writeFileSync(
      join(bench.folder, 'lenient.yaml'),
      'rules:\n  - { id: lenient, measure: mfaRegistered, minimum: "50%" }\n',
    )
    const ran = await bench.run(['--format', 'json=a.json'])
    assert.equal(ran.exitCode, 1, ran.stderr)
    const [byDomain, byId] = readReport(join(bench.folder, 'a.json')).tenants
    assert.equal(byDomain?.tenant, 'contoso.example')
    assert.equal(byDomain.tenantId, bench.tenants.directories[0]?.tenantId)
    assert.deepEqual([byDomain.outcome, byDomain.tags], ['pass', { region: 'eu' }])
    assert.equal(byId?.outcome, 'violation')
  })

  it('says when a domain and an id turn out to be one tenant', async () => {
    const named = { ...tenantOf('first', 980), domain: 'contoso.example' }
    await using bench = await openAuditBench([named])
    const [{ tenantId, clientId }] = bench.tenants.directories as unknown as [
      { tenantId: string; clientId: string },
    ]
    const entry = (tenant: string): object => ({
      tenant,
      credential: { clientId, secretFrom: { env: 'SECRET_0' } },
    })
    const both = { tenants: [entry(tenantId), entry('contoso.example')] }
    writeFileSync(join(bench.folder, 'both.json'), JSON.stringify(both))
    const ran = await bench.run(['--tenants', 'both.json'])
    assert.match(ran.stdout, new RegExp(`and contoso.example are one tenant, ${tenantId}; list it once`))
  })

  it('audits the one tenant that the environment names when there is no document', async () => {
    await using bench = await openAuditBench([tenantOf('only', 980)])
    const [{ tenantId, clientId, clientSecret } = { tenantId: '', clientId: '', clientSecret: '' }] =
      bench.tenants.directories
    const own = { AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: clientId, AZURE_CLIENT_SECRET: clientSecret }
    const ran = await runCli(
      ['audit', '--format', 'json'],
      { ...bench.environment, ...own },
      { cwd: bench.folder },
    )
    assert.equal(ran.exitCode, 0, ran.stderr)
    const report = JSON.parse(ran.stdout) as AuditReport
    assert.deepEqual(
      report.tenants.map(({ tenant }) => tenant),
      [tenantId],
    )
  })

  it('takes a secret from a file, says which one cannot be read, and goes on', async () => {
    await using bench = await openAuditBench([tenantOf('has it', 980), tenantOf('lacks it', 980)])
    const [one, two] = bench.tenants.directories
    writeFileSync(join(bench.folder, 'secret'), `${one?.clientSecret ?? ''}\n`)
    const tenants = [
      { tenant: one?.tenantId, credential: { clientId: one?.clientId, secretFrom: { file: 'secret' } } },
      { tenant: two?.tenantId, credential: { clientId: two?.clientId, secretFrom: { file: 'nowhere' } } },
    ]
    writeFileSync(join(bench.folder, 't.json'), JSON.stringify({ tenants }))
    const ran = await bench.run(['--tenants', 't.json', '--format', 'json=a.json'])
    assert.equal(ran.exitCode, 3, ran.stderr)
    const [fine, missing] = readReport(join(bench.folder, 'a.json')).tenants
    assert.equal(fine?.outcome, 'pass')
    const reason = missing?.report?.verdicts[0]?.reason
    assert.equal(reason?.code, 'credential-unreadable')
    assert.match(reason.what, /secretFrom of t\.json:1 names cannot be read/)
  })

  const mistakes = [
    [
      '--resume',
      ['--resume'],
      /--resume continues an audit that is kept in a history, and no history is given/,
    ],
    ['no file for a page', ['--format', 'html='], /no file is named after "html="/],
    ['an unknown format', ['--format', 'sarfi'], /there is no format "sarfi"; did you mean "sarif"/],
    ['a key without bundles', ['--sign', 'key.pem'], /add --evidence DIRECTORY/],
    ['no such document', ['--tenants', 'nowhere.yaml'], /nowhere\.yaml cannot be read .*correct --tenants/],
    ['too many at a time', ['--concurrency', '0'], /Write a whole number from 1 to 100/],
  ] as const
  it('exits 2 with one sentence for what cannot be meant, before any tenant is asked', async () => {
    await using bench = await openAuditBench([tenantOf('fine', 980)])
    for (const [title, args, sentence] of mistakes) {
      const ran = await bench.run(args)
      assert.equal(ran.exitCode, 2, title)
      assert.match(ran.stderr, sentence, title)
    }
    assert.equal(bench.tenants.requests.length, 0)
  })
})
