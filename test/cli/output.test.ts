import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatNames } from '../../src/report/formats/formats.ts'
import { scenarioFromOptions, startTenant, type Tenant } from '../../src/simulator/tenant/index.ts'
import {
  readCsv,
  readGitlab,
  readJson,
  readJunit,
  readOcsf,
  readSarif,
  renderedMarkdown,
} from '../report/consumers.ts'
import { runCli } from '../support/run-cli.ts'
import { cleanEnvironment, projectDirectory, type Ran, runProcess } from '../support/run-process.ts'

const gate = join(projectDirectory, 'src/cli/mfa-gate.cjs')

const reportRequests = (requests: readonly { readonly path: string }[]): number =>
  requests.filter(({ path }) => path.includes('/reports/')).length

describe('the output of mfa-gate check', () => {
  let tenant: Tenant
  let folder: string
  before(async () => {
    tenant = await startTenant(scenarioFromOptions({ population: 23_123, registered: 33, faults: [] }))
  })
  after(() => tenant.close())
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'mfa-gate-output-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const environment = (more: NodeJS.ProcessEnv = {}) => ({
    ...cleanEnvironment(),
    GITHUB_STEP_SUMMARY: '',
    AGENT_TEMPDIRECTORY: '',
    ...tenant.environment,
    ...more,
  })
  const check = (args: readonly string[], more?: NodeJS.ProcessEnv): Promise<Ran> =>
    runCli(['check', ...args], environment(more), { cwd: folder })
  const shell = (script: string, more?: NodeJS.ProcessEnv): Promise<Ran> =>
    runProcess(['bash', '-c', script], environment({ GATE: gate, ...more }), { cwd: folder, limitMs: 30_000 })
  const written = (name: string): string => readFileSync(join(folder, name), 'utf8')

  it('comes in every format at once, from one reading, each for its reader', async () => {
    const before = tenant.requests.length
    const args = formatNames.flatMap((name) => ['--format', `${name}=out/${name}`])
    const { exitCode, stdout, stderr } = await check(args)
    assert.equal(exitCode, 1, stderr)
    assert.match(stdout, /^✗ mfa-registered \[mandatory, high\] Below the minimum: 33 of 23,123/)
    assert.equal(reportRequests(tenant.requests.slice(before)), 1)
    assert.deepEqual(readdirSync(join(folder, 'out')).sort(), [...formatNames].sort())
    assert.equal(written('out/text'), stdout)
    assert.equal(readJson(written('out/json')).verdicts[0]?.shortfall, 21_934)
    assert.equal(readSarif(written('out/sarif')).results?.[0]?.level, 'error')
    assert.equal((await readJunit(written('out/junit'))).length, 1)
    assert.equal(readOcsf(written('out/ocsf'))[0]?.compliance.status, 'Fail')
    assert.equal(readCsv(written('out/csv'))[0]?.['population'], '23123')
    assert.equal(readGitlab(written('out/gitlab'))[0]?.severity, 'critical')
    assert.match(renderedMarkdown(written('out/markdown')), /<table>/)
    assert.match(written('out/html'), /These numbers are made up: they come from the embedded tenant/)
    assert.match(written('out/github'), /^::error /)
    assert.match(written('out/azure-devops'), /^##vso\[task\.logissue type=error;/)
  })

  const printed: readonly [title: string, args: readonly string[], says: RegExp][] = [
    ['one document', ['--format', 'json'], /^\{\n {2}"version": 1,/],
    ['a document to -', ['--format', 'csv=-'], /^\uFEFFrule,verdict,/],
    ['two logs', ['--format', 'text', '--format', 'github'], /^✗ [^]*^::error /m],
  ]
  for (const [title, args, says] of printed) {
    it(`prints ${title}`, async () => assert.match((await check(args)).stdout, says))
  }

  const refused: readonly [title: string, args: readonly string[], says: RegExp][] = [
    ['an unknown format', ['--format', 'jsom'], /there is no format "jsom"; did you mean "json"\?/],
    ['a format without its file', ['--format', 'json='], /no file is named after "json="/],
    ['two documents on stdout', ['--format', 'json', '--format', 'csv'], /cannot both go to standard output/],
    ['one file for two', ['--format', 'json=a', '--format', 'csv=./a'], /names the file \.\/a twice/],
    ['a format twice', ['--format', 'text', '--format', 'text'], /--format text is given twice/],
    ['an unknown --fail-on', ['--fail-on', 'warning'], /Allowed choices are violation, undetermined, none/],
    [
      '--exit-zero with a mandatory rule',
      ['--exit-zero'],
      /--exit-zero would let the mandatory rule mfa-registered/,
    ],
    ['--fail-on none with one', ['--fail-on', 'none'], /--fail-on none would let the mandatory rule/],
  ]
  for (const [title, args, says] of refused) {
    it(`exits 2 for ${title}, in one sentence and without reading the tenant`, async () => {
      const before = tenant.requests.length
      const { exitCode, stdout, stderr } = await check(args)
      assert.equal(exitCode, 2)
      assert.equal(stdout, '')
      assert.match(stderr, says)
      assert.equal(tenant.requests.length, before)
    })
  }

  it('exits 2 when a file cannot be written, with the other reports written', async () => {
    writeFileSync(join(folder, 'file'), '')
    const { exitCode, stdout, stderr } = await check([
      '--format',
      'json=file/a.json',
      '--format',
      'csv=b.csv',
    ])
    assert.equal(exitCode, 2)
    assert.equal(stderr, 'mfa-gate: the report file/a.json cannot be written (part of its path is a file).\n')
    assert.match(stdout, /Refused/)
    assert.match(written('b.csv'), /^\uFEFFrule,/)
    assert.deepEqual(readdirSync(folder).sort(), ['b.csv', 'file'])
  })

  const advisory =
    'rules:\n  - id: mfa\n    measure: mfaRegistered\n    minimum: 95%\n    enforcement: advisory\n'
  const codes: readonly [title: string, args: readonly string[], fault: boolean, exit: number][] = [
    ['a violation', [], false, 1],
    ['a violation in a dry run', ['--dry-run'], false, 1],
    ['a violation with --dry-run --exit-zero', ['--dry-run', '--exit-zero'], false, 0],
    ['a violation with --dry-run --fail-on none', ['--dry-run', '--fail-on', 'none'], false, 0],
    ['a violation with --fail-on violation', ['--fail-on', 'violation'], false, 1],
    ['a missing answer', [], true, 3],
    ['a missing answer with --fail-on undetermined', ['--fail-on', 'undetermined'], true, 3],
    ['a missing answer with --fail-on violation', ['--fail-on', 'violation'], true, 0],
  ]
  for (const [title, args, fault, exit] of codes) {
    it(`exits ${exit} on ${title}`, async () => {
      const { exitCode, stderr } = await check(args, fault ? { AZURE_CLIENT_SECRET: 'wrong' } : {})
      assert.equal(exitCode, exit, stderr)
      const lenient =
        exit === 0 ? /^mfa-gate: exit code 0 because of the options; without them it would be [13] / : /^$/
      assert.match(stderr, lenient)
    })
  }

  it('may exit zero when no rule is mandatory', async () => {
    writeFileSync(join(folder, 'rules.yaml'), advisory)
    const { exitCode, stderr } = await check(['--rules', 'rules.yaml', '--exit-zero'])
    assert.equal(exitCode, 0)
    assert.equal(stderr, '')
  })

  it('writes the step summary of GitHub after what is there, and uploads one to Azure Pipelines', async () => {
    const summary = join(folder, 'summary.md')
    writeFileSync(summary, 'before\n')
    await check(['--format', 'github'], { GITHUB_STEP_SUMMARY: summary })
    assert.match(readFileSync(summary, 'utf8'), /^before\n## MFA registration\n/)
    const { stdout } = await check(['--format', 'azure-devops'], { AGENT_TEMPDIRECTORY: folder })
    const [, file = ''] = /^##vso\[task\.uploadsummary\](.+)$/m.exec(stdout) ?? []
    assert.match(readFileSync(file, 'utf8'), /^## MFA registration\n/)
  })

  it('exits 2 in one sentence when the step summary cannot be written', async () => {
    const { exitCode, stderr } = await check(['--format', 'github'], { GITHUB_STEP_SUMMARY: folder })
    assert.equal(exitCode, 2)
    assert.match(stderr, /^mfa-gate: the step summary .+ cannot be written \(it is a directory\); [^\n]+\n$/)
  })

  it('is quiet with the right exit code when the reader leaves or stdout is closed', async () => {
    const left = await shell('node "$GATE" check | true; echo "${PIPESTATUS[0]}"')
    assert.deepEqual([left.stdout, left.stderr], ['1\n', ''])
    const head = await shell('node "$GATE" check --format json | head -n 1; echo "${PIPESTATUS[0]}"')
    assert.deepEqual([head.stdout, head.stderr], ['{\n1\n', ''])
    const closed = await shell('node "$GATE" check >&-; echo "$?"')
    assert.deepEqual([closed.stdout, closed.stderr], ['1\n', ''])
  })

  it('says that standard output is full, and does not pass then', async function () {
    if (process.platform !== 'linux') this.skip()
    const rules = advisory
    writeFileSync(join(folder, 'rules.yaml'), rules)
    const { stdout, stderr } = await shell('node "$GATE" check --rules rules.yaml >/dev/full; echo "$?"')
    assert.equal(stdout, '2\n')
    assert.equal(
      stderr,
      'mfa-gate: standard output cannot be written (the disk is full); give the report a file.\n',
    )
  })

  it('has neither table nor colour in a pipeline or a file', async () => {
    const { stdout } = await check([], { CI: 'true' })
    assert.ok(!stdout.includes('\u001b') && !stdout.includes('│'))
    const file = await shell('node "$GATE" check > log.txt; cat log.txt')
    assert.equal(file.stdout.split('\n').length, stdout.split('\n').length)
  })

  it('has a table on a terminal, in colour unless NO_COLOR', async function () {
    if (spawnSync('script', ['--version']).status !== 0) this.skip()
    const script = 'stty cols 100 2>/dev/null; node "$GATE" check'
    const run = (more: NodeJS.ProcessEnv): Promise<Ran> =>
      shell('script -qec "$SCRIPT" /dev/null </dev/null', { SCRIPT: script, TERM: 'xterm', ...more })
    const coloured = await run({ NO_COLOR: undefined })
    assert.match(coloured.stdout, /│ rule +│/)
    assert.ok(coloured.stdout.includes('\u001b[31m✗'))
    const plain = await run({ NO_COLOR: '1' })
    assert.match(plain.stdout, /│ rule +│/)
    assert.ok(!plain.stdout.includes('\u001b'))
  })
})
