import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rootStackUrn } from '../../src/rules/root-stack-urn.ts'
import { findingCodes } from '../../src/schemas/configuration-report.ts'
import { runCli } from '../support/run-cli.ts'
import { cleanEnvironment, projectDirectory } from '../support/run-process.ts'

const page = readFileSync(join(projectDirectory, 'docs/exceptions.md'), 'utf8')

describe('docs/exceptions.md', () => {
  it('lists what policy-config may find, and nothing else', () => {
    const [, table = ''] = page.split('| code | found | fails |')
    assert.deepEqual(
      [...table.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, code]) => code),
      findingCodes,
    )
  })

  it('tells the URN of violations as it is', () => {
    assert.ok(page.includes(rootStackUrn({ project: '<project>', stack: '<stack>' })))
  })

  it('shows what policy-config prints', async () => {
    const [, pattern = '', shown = ''] =
      /\$ mfa-gate policy-config --rules mfa-rules\.yaml '([^']+)'\n([^`]+)```/.exec(page) ?? []
    const directory = mkdtempSync(join(tmpdir(), 'mfa-gate-exceptions-page-'))
    try {
      mkdirSync(join(directory, 'teams/shop'), { recursive: true })
      writeFileSync(
        join(directory, 'mfa-rules.yaml'),
        'rules: [{ id: mfa-registered, measure: mfaRegistered, minimum: 95% }]\n',
      )
      writeFileSync(
        join(directory, 'teams/shop/policy-config.json'),
        '{\n  "mfa-registered": "disabled"\n}\n',
      )
      const { stdout } = await runCli(
        ['policy-config', '--rules', 'mfa-rules.yaml', pattern],
        cleanEnvironment(),
        { cwd: directory },
      )
      assert.equal(stdout, shown)
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
  })
})
