import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pageNameOf } from '../../src/report/html/tenants/page-names.ts'
import { runCli } from '../support/run-cli.ts'
import { cleanEnvironment } from '../support/run-process.ts'

const tenantPage = pageNameOf({
  key: 'x',
  id: '0b1c2d3e-0000-4000-8000-000000000001',
  name: 'Contoso',
  tags: {},
})

interface Row {
  readonly title: string
  readonly args: readonly string[]
  readonly environment?: NodeJS.ProcessEnv
  readonly exitCode?: number
  /** What lies there afterwards. */
  readonly left: readonly string[]
}

const json = ['--format', 'json=old.json']
const all = ['notes.html', 'old.json', 'pages']
const others = ['notes.html', 'pages']

/** What keeps a command from an answer, by whoever finds it. */
const mistakes: readonly (readonly [
  title: string,
  args: readonly string[],
  environment?: NodeJS.ProcessEnv,
])[] = [
  ['the rules cannot be read', ['--rules', 'gone.yaml']],
  ['a setting is wrong', [], { MFA_GATE_CLOUD: 'mars' }],
  ['a setting is unknown', [], { MFA_GATE_RULE: 'strict.yaml' }],
  ['an option is unknown', ['--rule', 'strict.yaml']],
  ['an option has a wrong value', ['--source', 'magic']],
  ['another format is unknown', ['--format', 'jsom=new.json']],
]

const rows: readonly Row[] = [
  ...['check', 'audit'].flatMap((command) =>
    mistakes.map(([title, args, environment = {}]) => ({
      title: `of ${command} are gone where ${title}`,
      args: [command, ...args, ...json],
      environment,
      left: others,
    })),
  ),
  {
    title: 'are gone however the option is written',
    args: ['check', '--rules', 'gone.yaml', '--format=json=old.json'],
    left: others,
  },
  {
    title: 'of an audit as pages are gone, and nothing else of the folder',
    args: ['audit', '--tenants', 'gone.yaml', '--format', 'html=.'],
    left: ['notes.html', 'old.json', 'pages'],
  },
  {
    title: 'stay where help is asked for',
    args: ['check', ...json, '--help'],
    exitCode: 0,
    left: [...all, 'index.html', tenantPage],
  },
  {
    title: 'stay where another command is asked for',
    args: ['doctor', '--rule', 'x', ...json],
    left: [...all, 'index.html', tenantPage],
  },
]

describe('Reports of an earlier run', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mfa-gate-earlier-'))
    for (const name of ['old.json', 'index.html', tenantPage, 'notes.html'])
      writeFileSync(join(folder, name), 'An older pass')
    mkdirSync(join(folder, 'pages'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  for (const { title, args, environment, exitCode = 2, left } of rows) {
    it(title, async () => {
      const ran = await runCli(args, { ...cleanEnvironment(), ...environment }, { cwd: folder })
      assert.equal(ran.exitCode, exitCode, ran.stdout + ran.stderr)
      const pages = args.includes('html=.') || left.includes(tenantPage) ? [] : ['index.html', tenantPage]
      assert.deepEqual(readdirSync(folder).sort(), [...left, ...pages].sort())
    })
  }
})
