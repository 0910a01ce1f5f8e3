import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Ajv } from 'ajv'
import {
  type ConfigurationReport,
  configurationReportSchema,
} from '../../src/schemas/configuration-report.ts'
import { readSarif } from '../report/consumers.ts'
import { runCli } from '../support/run-cli.ts'
import { cleanEnvironment, type Ran } from '../support/run-process.ts'
import { excepting, root, rows, rulesText, unreadable } from './policy-config/rows.ts'

describe('mfa-gate policy-config', () => {
  let directory: string
  const write = (name: string, content: unknown): void => {
    const file = join(directory, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  }
  const run = (args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Ran> =>
    runCli(
      ['policy-config', ...args],
      { ...cleanEnvironment(), MFA_GATE_RULES: 'rules.yaml', ...environment },
      { cwd: directory },
    )
  const reported = async (
    args: readonly string[],
    environment?: NodeJS.ProcessEnv,
  ): Promise<ConfigurationReport> =>
    JSON.parse((await run([...args, '--format', 'json'], environment)).stdout) as ConfigurationReport

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'mfa-gate-policy-config-'))
    write('rules.yaml', rulesText)
  })
  afterEach(() => rmSync(directory, { recursive: true, force: true }))

  for (const { title, config, args = [], environment, exitCode, finds, says } of rows) {
    it(`answers ${exitCode} for ${title}`, async () => {
      write('policy-config.json', config)
      const ran = await run(['policy-config.json', ...args], environment)
      assert.equal(ran.exitCode, exitCode, ran.stdout + ran.stderr)
      if (says !== undefined) assert.match(ran.stdout, says)
      if (finds === undefined) return
      const { files } = await reported(['policy-config.json', ...args], environment)
      assert.deepEqual(
        files[0]?.findings.map(({ code, policy, path }) => `${code} ${String(policy)} ${String(path)}`),
        finds,
      )
    })
  }

  for (const [title, config, says] of unreadable) {
    it(`answers 2 for ${title}, in one sentence with its place`, async () => {
      write('policy-config.json', config)
      const ran = await run(['policy-config.json'])
      assert.equal(ran.exitCode, 2, ran.stdout + ran.stderr)
      assert.match(ran.stdout, says)
      assert.match(ran.stdout, /^ {2}policy-config\.json.*[.?]$/m)
    })
  }

  it('reads patterns, passes over node_modules, and follows no link', async () => {
    write('teams/a/policy-config.json', { mfa: 'disabled' })
    write('teams/.b/policy-config.json', {})
    write('node_modules/x/policy-config.json', { mfa: 'disabled' })
    const { files } = await reported(['**/policy-config*.json'])
    assert.deepEqual(
      files.map(({ file, outcome }) => [file, outcome]),
      [
        ['teams/.b/policy-config.json', 'passed'],
        ['teams/a/policy-config.json', 'weakened'],
      ],
    )
  })

  it('refuses a pattern that fits nothing, and a file that is not there', async () => {
    const none = await run(['**/policy-config*.json'])
    assert.equal(none.exitCode, 2)
    assert.match(none.stderr, /no file matches "\*\*\/policy-config\*\.json"/)
    const gone = await run(['gone.json'])
    assert.equal(gone.exitCode, 2)
    assert.match(gone.stdout, /gone\.json: .* cannot be read \(there is no such file\)/)
  })

  it('judges every file, and refuses for one that is weakened though another cannot be read', async () => {
    write('a.json', '{')
    write('b.json', { mfa: 'disabled' })
    write('c.json', {})
    const ran = await run(['c.json', 'b.json', 'a.json'])
    assert.equal(ran.exitCode, 1)
    assert.match(
      ran.stdout,
      /^✗ a\.json.*^✗ b\.json \(version 1\).*^✓ c\.json.*^Refused: 2 of 3 files\. Rules: rules\.yaml\.$/ms,
    )
  })

  it('holds the files against the built-in rules where there are no others', async () => {
    write('a.json', { 'mfa-registered': { minimum: 0.9 } })
    const ran = await runCli(['policy-config', 'a.json'], cleanEnvironment(), { cwd: directory })
    assert.equal(ran.exitCode, 1)
    assert.match(ran.stdout, /is lowered to 90 %, but by the built-in rules it is 95 %/)
  })

  it('writes JSON after the published schema, and the other formats with file, line and code', async () => {
    write('sub/a.json', '{\n  "mfa": "disabled",\n  "environments": ["a/b"]\n}')
    write('sub/b.json', excepting(['mfa'], root('dev')))
    write('sub/c.json', '{')
    const formats = ['json=r.json', 'sarif=r.sarif', 'gitlab=r.gitlab', 'github=r.txt']
    const ran = await run(['sub/*.json', ...formats.flatMap((format) => ['--format', format])])
    assert.equal(ran.exitCode, 1)
    const read = (name: string): unknown => JSON.parse(readFileSync(join(directory, name), 'utf8'))
    const valid = new Ajv({ strict: false, allowUnionTypes: true }).compile(configurationReportSchema)
    assert.ok(valid(read('r.json')), JSON.stringify(valid.errors))
    const sarif = readSarif(readFileSync(join(directory, 'r.sarif'), 'utf8'))
    assert.deepEqual(
      sarif.results?.map(({ ruleId, level }) => `${String(ruleId)} ${String(level)}`),
      [
        'policy-config/disabled error',
        'policy-config/environments warning',
        'policy-config/excepted-and-waived note',
        'policy-config/unreadable error',
      ],
    )
    const [disabled] = sarif.results ?? []
    const [location] = disabled?.locations ?? []
    const { artifactLocation, region } = location?.physicalLocation ?? {}
    assert.deepEqual([artifactLocation?.uri, region?.startLine], ['sub/a.json', 2])
    const gitlab = read('r.gitlab') as { fingerprint: string; location: unknown }[]
    assert.equal(new Set(gitlab.map(({ fingerprint }) => fingerprint)).size, 4)
    assert.deepEqual(gitlab[0]?.location, { path: 'sub/a.json', lines: { begin: 2 } })
    assert.match(
      readFileSync(join(directory, 'r.txt'), 'utf8'),
      /^::error file=sub\/a\.json,line=2,title=policy-config%3A disabled::mfa is disabled, but by rules\.yaml it is mandatory;/m,
    )
  })

  it('refuses a format in which it is not told, and removes the report of an earlier run', async () => {
    write('a.json', {})
    write('old.json', 'an earlier pass')
    const ran = await run(['a.json', '--format', 'html=x.html', '--format', 'json=old.json'])
    assert.equal(ran.exitCode, 2)
    assert.match(ran.stderr, /policy-config has no format html; allowed: text, json, sarif, github, gitlab/)
    assert.throws(() => readFileSync(join(directory, 'old.json')), { code: 'ENOENT' })
  })

  it('obeys no command of a log that a name holds', async () => {
    write('a.json', JSON.stringify({ '##vso[task.setvariable]x\n::set-output::': {}, 'b\u001b[2J': {} }))
    const { stdout } = await run(['a.json', '--format', 'github'])
    assert.ok(!stdout.includes('\u001b'))
    assert.doesNotMatch(stdout, /##vso\[|^::set-output/m)
  })
})
