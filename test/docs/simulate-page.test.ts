import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { faultPlaces, loadScenario, scenarioSchema } from '../../src/simulator/tenant/index.ts'
import { usersSchema } from '../../src/simulator/tenant/scenario/users-schema.ts'
import { runCli } from '../support/run-cli.ts'
import { cleanEnvironment } from '../support/run-process.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/simulate.md'), 'utf8')

/** The rows of the table below a heading, without its head. */
function rowsBelow(heading: string, firstCell: string): readonly (readonly string[])[] {
  const from = page.slice(page.indexOf(`\n${heading}\n`))
  const table = from.slice(from.indexOf(`| ${firstCell} |`)).split('\n\n')[0] ?? ''
  return table
    .split('\n')
    .slice(2)
    .filter((line) => line.startsWith('|'))
    .map((line) => line.split(' | ').map((cell) => cell.replaceAll(/^\| | \|$/g, '').replaceAll('`', '')))
}

const described = (properties: object): readonly (readonly string[])[] =>
  Object.entries(properties).map(([name, { description = '' }]: [string, { description?: string }]) => [
    name,
    description.replaceAll('`', ''),
  ])

describe('docs/simulate.md', () => {
  it('has every key of a scenario file, in the words of its schema', () => {
    assert.deepEqual(rowsBelow('## Scenario files', 'key'), described(scenarioSchema.properties))
  })

  it('has every key of users, in the words of its schema', () => {
    assert.deepEqual(rowsBelow('### users', 'key'), described(usersSchema.properties))
  })

  it('has every place of a fault, how many kinds there are, and none that there is not', () => {
    const rows = rowsBelow('## Faults', 'place')
    assert.deepEqual(
      rows.map(([place, , kinds]) => [place, Number(kinds)]),
      Object.entries(faultPlaces).map(([place, kinds]) => [place, kinds.length]),
    )
    for (const [place = '', , , examples = ''] of rows) {
      const known: readonly string[] = faultPlaces[place as keyof typeof faultPlaces]
      const named = examples.split(', ')
      assert.ok(named.length >= 3, place)
      for (const one of named) assert.ok(known.includes(one), `${place}:${one}`)
    }
  })

  it('has a scenario file that is played', () => {
    const [, yaml = ''] = /```yaml\n([^]*?)```/.exec(page) ?? []
    assert.equal(loadScenario(yaml).population, 1_000)
  })
})

/** What the commands of the page answer. */
const answers: Readonly<Record<string, { readonly exit: number; readonly says: RegExp }>> = {
  'another size': { exit: 0, says: /490 of 500 users/ },
  segments: { exit: 0, says: /40 of 50 guests, 2 of 8 admins/ },
  methods: { exit: 0, says: /phone only/ },
  exclusions: { exit: 0, says: /940 of 999 users/ },
  'who lacks it': { exit: 1, says: /missing\.csv names 60 users who lack a measure/ },
  'a missing permission': { exit: 3, says: /Reports\.Read\.All/ },
  'something that goes wrong': { exit: 1, says: /940 of 1,000 users/ },
}

const rules = `rules: [{ id: mfa, measure: mfaRegistered, minimum: 94% }]
exclusions:
  maxExcluded: 5
  accounts:
    - { kind: breakGlass, users: [emergency@contoso.example], reason: Emergency access. }
`

describe('What docs/simulate.md has people type', function () {
  this.timeout(60_000)
  const commands = rowsBelow('## From the command line', 'to see')

  it('is tested, but for what waits for a quota, and what the tests of audits play', () => {
    assert.deepEqual(
      commands.map(([what = '']) => what).filter((what) => !Object.hasOwn(answers, what)),
      ['a quota', 'many tenants'],
    )
  })

  for (const [what = '', command = ''] of commands) {
    const answer = answers[what]
    if (answer === undefined) continue
    it(`shows ${what}: ${command}`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-simulate-page-'))
      try {
        writeFileSync(join(folder, 'mfa-rules.yaml'), rules)
        const near = what === 'exclusions' ? folder : mkdtempSync(join(folder, 'empty-'))
        const args = command.split(' ').slice(1)
        const { exitCode, stdout, stderr } = await runCli(args, cleanEnvironment(), { cwd: near })
        assert.equal(exitCode, answer.exit, stdout + stderr)
        assert.match(stdout + stderr, answer.says)
      } finally {
        rmSync(folder, { recursive: true })
      }
    })
  }
})
