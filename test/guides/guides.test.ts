import assert from 'node:assert/strict'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { findPulumi, type PulumiCommand } from '../../src/simulator/pulumi-command.ts'
import { startPublishingService } from '../../src/simulator/publishing-service.ts'
import { scenarioFromOptions, startTenant } from '../../src/simulator/tenant/index.ts'
import { packPublished } from '../package/tarball.ts'
import { projectDirectory } from '../support/run-process.ts'
import { guideNames, guideOf, type GuideName, type Need, needOf, whatWasRun } from './guides.ts'
import { type Command, isCommand, pageOf, stepsOf } from './page.ts'
import { openPlace } from './session.ts'
import { missingLine } from './missing-line.ts'

/** What asks a registry of packages is run by whoever says so: `TEST_GUIDES=all mocha test/guides`. */
const registries = process.env['TEST_GUIDES'] === 'all'

const onPath = (program: string): boolean =>
  (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)))

describe('the guides', function () {
  this.timeout(500_000)
  let pulumi: PulumiCommand
  let scratch: string
  let tarball: string
  before(async () => {
    pulumi = await findPulumi(process.env, () => undefined)
    scratch = mkdtempSync(join(tmpdir(), 'mfa-gate-guides-'))
    tarball = (await packPublished(scratch)).file
  })
  after(() => rmSync(scratch, { recursive: true, force: true }))

  function isHere(need: Need, name: GuideName): boolean {
    const { host = '', packages } = guideOf(name)
    const cli = pulumi.engine === 'cli'
    if (need === 'host') return cli && onPath(host) && (packages === undefined || registries)
    return need === 'nothing' || ((need === 'cli' || need === 'service') && cli)
  }

  /** Does every step of a guide that can be done here, each command in the one shell of its reader. */
  async function follow(name: GuideName) {
    const place = openPlace(tarball, pulumi)
    const tenant = await startTenant(scenarioFromOptions({ population: 23_123, registered: 22_000 }))
    const service = await startPublishingService('acme')
    try {
      const doable = stepsOf(name)
        .flatMap(({ does }) => does)
        .filter((one) => !isCommand(one) || isHere(needOf(one.text, guideOf(name)), name))
      const does = doable.map((one) => (isCommand(one) ? standIn(one, tenant.environment, service.url) : one))
      const answers = await place.run(does, {})
      return does.filter(isCommand).map((command) => [command, answers.get(command)!] as const)
    } finally {
      await service.close()
      await tenant.close()
      place.remove()
    }
  }

  for (const name of guideNames)
    describe(name, () => {
      it('says in its own words what of it is run', () => {
        assert.ok(readFileSync(pageOf(name), 'utf8').includes(`\n${whatWasRun(name)}\n`), whatWasRun(name))
      })

      it('is numbered from 1', () => {
        const steps = stepsOf(name).map(({ number }) => number)
        assert.deepEqual(
          steps,
          steps.map((_, index) => index + 1),
        )
        assert.ok(steps.length >= 4)
      })

      it('does what it shows', async () => {
        const followed = await follow(name)
        const all = followed.map(([{ text }, { output }]) => `$ ${text}\n${output}`).join('')
        for (const [index, [{ text, lines }, { exitCode, output }]] of followed.entries()) {
          const isAsked = followed[index + 1]?.[0].text === 'echo $?'
          assert.ok(exitCode === 0 || isAsked, `${text} ended with ${exitCode}:\n${all}`)
          const missing = missingLine(lines, output)
          assert.equal(missing, undefined, `${text} has not printed “${missing ?? ''}”:\n${all}`)
        }
        assert.ok(followed.length >= 2)
      })

      const needs = stepsOf(name)
        .flatMap(({ does }) => does.filter(isCommand))
        .map(({ text }) => needOf(text, guideOf(name)))
      for (const need of new Set(needs.filter((one) => one === 'cli' || one === 'host' || one === 'service')))
        it(`was followed with what it needs: ${need}`, function () {
          if (!isHere(need, name)) this.skip()
        })
    })

  it('are all in the table, and nothing else is', () => {
    const pages = globSync('*.md', { cwd: join(projectDirectory, 'docs/guides') })
    assert.deepEqual(pages.toSorted(), guideNames.map((name) => `${name}.md`).toSorted())
  })
})

/** A credential of the reader is that of the embedded tenant; Pulumi Cloud is a stand-in too. */
function standIn(command: Command, tenant: Readonly<Record<string, string>>, cloud: string): Command {
  const exported = (variables: Readonly<Record<string, string>>): string =>
    Object.entries(variables)
      .map(([name, value]) => `export ${name}='${value}'`)
      .join('; ')
  if (command.text.startsWith('export AZURE_TENANT_ID=…')) return { ...command, text: exported(tenant) }
  if (command.text.startsWith('pulumi policy publish '))
    return {
      ...command,
      text: `PULUMI_ACCESS_TOKEN=pul-stand-in PULUMI_BACKEND_URL='${cloud}' ${command.text}`,
    }
  return command
}
