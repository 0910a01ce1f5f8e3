import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { scenarioFromOptions, startTenant, type Tenant } from '../../src/simulator/tenant/index.ts'
import { packPublished } from '../package/tarball.ts'
import { jobEnvironment, recipe, shellSteps } from '../recipes/recipes.ts'
import { projectDirectory } from '../support/run-process.ts'
import { type Command, isCommand, stepsOf } from './page.ts'
import { openPlace, type Place } from './session.ts'

const command = (text: string): Command => ({ text, lines: [] })

/** GitLab's own order of things, by gitlab-ci-local, with the shell in place of the image. */
const gitlab = [process.execPath, join(projectDirectory, 'node_modules/gitlab-ci-local/dist/index.js')]

interface Pipeline {
  readonly guide: 'github' | 'azure-pipelines' | 'gitlab'
  readonly file: string
  /** What its service and its own lines put into the environment; a secret of the app is not among it. */
  readonly variables: (tenant: Tenant, place: Place) => NodeJS.ProcessEnv | Promise<NodeJS.ProcessEnv>
  readonly says: (place: Place, output: string) => string
}

/** The stand-in without the secret of its app. */
function withoutSecret({ environment }: Tenant) {
  const { AZURE_CLIENT_SECRET: _, AZURE_TENANT_ID: tenant, AZURE_CLIENT_ID: client, ...others } = environment
  return { tenant, client, others }
}

const pipelines: readonly Pipeline[] = [
  {
    guide: 'github',
    file: '.github/workflows/mfa.yml',
    variables: (stood, { directory }) => {
      const { tenant, client, others } = withoutSecret(stood)
      const ids = jobEnvironment(recipe('.github/workflows/mfa.yml', 'docs/guides/github.md'), 'mfa', {
        'vars.AZURE_TENANT_ID': tenant ?? '',
        'vars.AZURE_CLIENT_ID': client ?? '',
      })
      const GITHUB_STEP_SUMMARY = join(directory, 'summary.md')
      return { ...others, ...stood.waysIn.gitHubActions, ...ids, GITHUB_STEP_SUMMARY }
    },
    says: ({ directory }) => readFileSync(join(directory, 'summary.md'), 'utf8'),
  },
  {
    guide: 'azure-pipelines',
    file: 'azure-pipelines.yml',
    variables: (stood, { directory }) => {
      const { tenant, client, others } = withoutSecret(stood)
      const connection = { AZURESUBSCRIPTION_TENANT_ID: tenant, AZURESUBSCRIPTION_CLIENT_ID: client }
      return { ...others, ...stood.waysIn.azurePipelines, ...connection, AGENT_TEMPDIRECTORY: directory }
    },
    says: (_, output) => output,
  },
  {
    guide: 'gitlab',
    file: '.gitlab-ci.yml',
    variables: async (stood) => {
      const { tenant, client, others } = withoutSecret(stood)
      const token = await stood.waysIn.clusterToken()
      return { ...others, AZURE_TENANT_ID: tenant, AZURE_CLIENT_ID: client, ARM_OIDC_TOKEN: token }
    },
    says: (_, output) => output,
  },
]

describe('the pipeline of the guide', function () {
  this.timeout(300_000)
  let scratch: string
  let tarball: string
  before(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'mfa-gate-pipelines-'))
    tarball = (await packPublished(scratch)).file
  })
  after(() => rmSync(scratch, { recursive: true, force: true }))

  for (const { guide, file, variables, says } of pipelines)
    it(`${guide} passes with enough users, and fails with too few, and needs no secret`, async () => {
      const place = openPlace(tarball, { engine: 'embedded', command: ['false'], version: undefined })
      try {
        // Up to the step that has the file, as its reader does.
        const steps = stepsOf(guide)
        const upTo = steps.findIndex(({ does }) => does.some((one) => !isCommand(one) && one.path === file))
        assert.ok(upTo > 0)
        await place.run(
          steps.slice(0, upTo + 1).flatMap(({ does }) => does),
          {},
        )
        for (const [registered, code] of [
          [22_000, 0],
          [33, 1],
        ] as const) {
          await using tenant = await startTenant(scenarioFromOptions({ population: 23_123, registered }))
          const given = await variables(tenant, place)
          const scripts =
            guide === 'gitlab' ? gitlabCommands(given) : shellSteps(recipe(file, `docs/guides/${guide}.md`))
          const commands = scripts.map(command)
          const answers = await place.run(commands, guide === 'gitlab' ? {} : given)
          const { exitCode, output } = answers.get(commands.at(-1)!)!
          assert.equal(exitCode, code, output)
          const numbers = registered === 33 ? /33 of 23,123/ : /22,000 of 23,123/
          assert.match(says(place, output), numbers)
          assert.equal(existsSync(join(place.directory, 'mfa.xml')), true)
        }
      } finally {
        place.remove()
      }
    })
})

/** The job as it stands but for its image, in a repository, since there is no Docker in a test. */
function gitlabCommands(environment: NodeJS.ProcessEnv): readonly string[] {
  const variables = Object.entries(environment).map(([name, value]) => `--variable '${name}=${value ?? ''}'`)
  const program = gitlab.map((part) => `'${part}'`).join(' ')
  return [
    'git init --quiet --initial-branch main 2>&1',
    // It copies for containers, which are none here; where rsync is not installed nothing is copied.
    "mkdir -p stand-ins; printf '#!/bin/sh' >stand-ins/rsync; chmod +x stand-ins/rsync; export PATH=$PATH:$PWD/stand-ins",
    "sed '/^  image:/d' .gitlab-ci.yml >pipeline.yml",
    `${program} --file pipeline.yml --no-color ${variables.join(' ')} mfa-gate`,
  ]
}
