import assert from 'node:assert/strict'
import { type FormatName, formatNames, formats } from '../../../src/report/formats/formats.ts'
import { type Report, reportOfCheck } from '../../../src/report/report.ts'
import { reportOf } from '../../../src/report/report-of.ts'
import { now } from '../../support/make.ts'
import { readCsv, readGitlab, readOcsf, readSarif, validatorAt } from '../consumers.ts'
import { inputOf } from '../sample.ts'

const rules = `rules:
  - { id: met, measure: mfaRegistered, minimum: 10% }
  - { id: unmet, measure: mfaRegistered, minimum: 95% }
`
const at = now.toISOString()
const audit = { open: [], startedAt: at, finishedAt: at, auditId: undefined, version: '1.2.3' }
const called = (name: string) => ({ key: `${name.toLowerCase()}.example`, id: undefined, name, tags: {} })

/** Two tenants with the same rules, and one at which the gate itself failed. */
async function auditOf(): Promise<readonly Report[]> {
  const report = reportOfCheck(reportOf(await inputOf(rules)))
  const reason = { code: 'defect', what: 'a defect in the gate (TypeError)', todo: 'report this line' }
  return [
    { ...report, tenant: called('Contoso') },
    { ...report, tenant: called('Fabrikam') },
    { ...report, tenant: called('Tailspin'), outcome: 'defect', assessment: undefined, reason },
  ]
}

async function textOf(name: FormatName): Promise<string> {
  const render = await formats[name].load()
  return render(await auditOf(), { audit })
}

describe('an audit of three tenants, in one file of any format', () => {
  for (const name of formatNames) {
    it(`names every tenant in ${name}, and what failed with its reason`, async () => {
      const text = await textOf(name)
      for (const tenant of ['Contoso', 'Fabrikam', 'Tailspin']) assert.match(text, new RegExp(tenant), tenant)
      assert.match(text, /a defect in the gate \\?\(TypeError\\?\)/)
    })
  }

  it('is one SARIF run, in which the findings of tenants have marks of their own', async () => {
    const run = readSarif(await textOf('sarif'))
    const results = run.results ?? []
    assert.equal(run.automationDetails?.id, 'entra-mfa-gate/audit/acme/shop/prod/')
    assert.equal(run.tool.driver.rules?.length, 2)
    assert.equal(new Set(results.map((one) => JSON.stringify(one.partialFingerprints))).size, 4)
    assert.equal(run.invocations?.[0]?.executionSuccessful, false)
    assert.equal(run.invocations[0].toolExecutionNotifications?.[0]?.level, 'error')
  })

  it('is a JUnit suite for each, and the defect is an error', async () => {
    const xml = await textOf('junit')
    assert.deepEqual(
      [...xml.matchAll(/<testsuite [^>]*name="([^"]+)"/g)].map(([, name]) => name),
      [
        'entra-mfa-gate Contoso acme/shop/prod',
        'entra-mfa-gate Fabrikam acme/shop/prod',
        'entra-mfa-gate Tailspin',
      ],
    )
    assert.match(xml, /<testcase[^>]*name="mfa-gate-defect \(Tailspin\)"[^>]*>\s*<error/)
    assert.equal(xml.match(/<testcase /g)?.length, 5)
    assert.equal(new Set(xml.match(/<testcase [^>]*name="[^"]+"/g)).size, 5)
  })

  it('has a GitLab finding and an OCSF event for each that fails, told apart from run to run', async () => {
    assert.deepEqual(
      readGitlab(await textOf('gitlab')).map(({ fingerprint, severity }) => [fingerprint, severity]),
      [
        ['entra-mfa-gate:contoso.example:acme/shop/prod:unmet', 'critical'],
        ['entra-mfa-gate:fabrikam.example:acme/shop/prod:unmet', 'critical'],
        ['entra-mfa-gate:tailspin.example:mfa-gate-defect', 'blocker'],
      ],
    )
    const events = readOcsf(await textOf('ocsf'))
    assert.deepEqual(
      events.map(({ compliance }) => [compliance.control, compliance.status]),
      [
        ...Array.from({ length: 2 }, () => [
          ['met', 'Pass'],
          ['unmet', 'Fail'],
        ]).flat(),
        ['mfa-gate-defect', 'Unknown'],
      ],
    )
    const isFinding = validatorAt('ocsf-1.7.0-compliance-finding')
    for (const event of events) assert.ok(isFinding(event))
  })

  it('is a CSV line for each rule of each, with all that a check tells', async () => {
    const rows = readCsv(await textOf('csv'))
    assert.deepEqual(
      rows.map((row) => [row['name'], row['rule'], row['ratio_percent'], row['shortfall'], row['summary']]),
      [
        ...['Contoso', 'Fabrikam'].flatMap((name) => [
          [name, 'met', '50.00', '0', 'refused'],
          [name, 'unmet', '50.00', '450', 'refused'],
        ]),
        ['Tailspin', '', '', '', 'defect'],
      ],
    )
  })

  it('is a page with the rules of every tenant, reached from its row', async () => {
    const html = await textOf('html')
    const links = [...html.matchAll(/<a href="#(tenant-\d)"/g)].map(([, id]) => id)
    assert.deepEqual(links.length, 2)
    for (const id of links) assert.ok(html.includes(`<section id="${id}"`), id)
    assert.equal(html.match(/<article/g)?.length, 4)
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
    assert.equal(new Set(ids).size, ids.length)
  })

  it('calls a tenant whose workers ended by what happened, and no defect', async () => {
    const [, , tailspin] = await auditOf()
    assert.ok(tailspin)
    const reason = { code: 'worker-lost', what: '3 workers ended', todo: 'look at how they ended' }
    const lost = [{ ...tailspin, outcome: 'undetermined', reason }] as const
    for (const name of ['sarif', 'junit', 'gitlab', 'ocsf', 'github', 'azure-devops'] as const) {
      const text = (await formats[name].load())(lost, { audit })
      assert.match(text, /mfa-gate-worker-lost/, name)
      assert.doesNotMatch(text, /defect/, name)
    }
    for (const name of formatNames)
      assert.doesNotMatch((await formats[name].load())(lost, { audit }), /mfa-gate-defect/, name)
  })

  it('annotates pipelines with the tenant before each sentence', async () => {
    assert.match(await textOf('github'), /^::error [^\n]*title=Contoso%3A unmet::Below the minimum/m)
    assert.match(await textOf('github'), /^::error title=mfa-gate-defect::Tailspin: a defect/m)
    assert.match(await textOf('azure-devops'), /code=unmet;\]Fabrikam: Below the minimum/)
    assert.match(await textOf('github'), /\nAudited 3 tenants: 2 refused, 1 defect\.\n$/)
  })
})
