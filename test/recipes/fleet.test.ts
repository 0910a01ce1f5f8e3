import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, parseAllDocuments } from 'yaml'
import { validatorAt, validatorOf } from '../report/consumers.ts'
import { projectDirectory } from '../support/run-process.ts'
import { runCli } from '../support/run-cli.ts'

const textOf = (name: string): string => readFileSync(join(projectDirectory, 'examples/fleet', name), 'utf8')

interface Container {
  readonly args: readonly string[]
}

interface Manifest {
  readonly kind: string
  readonly spec: {
    readonly template?: { readonly spec: { readonly containers: readonly Container[] } }
    readonly jobTemplate?: {
      readonly spec: { readonly template: { readonly spec: { readonly containers: readonly Container[] } } }
    }
  }
}

function kubernetesCommands(): readonly (readonly string[])[] {
  const manifests = parseAllDocuments(textOf('kubernetes.yaml')).map(
    (document) => document.toJS() as Manifest,
  )
  assert.deepEqual(
    manifests.map(({ kind }) => kind),
    ['Deployment', 'CronJob'],
  )
  return manifests
    .flatMap(({ spec }) => (spec.template ?? spec.jobTemplate?.spec.template)?.spec.containers ?? [])
    .map(({ args }) => args)
}

function composeCommands(): readonly (readonly string[])[] {
  const { services } = parse(textOf('compose.yaml')) as {
    services: Record<string, { command?: readonly string[] }>
  }
  return Object.values(services).flatMap(({ command }) => (command === undefined ? [] : [command]))
}

/** A recipe, what it is checked by, and mistakes that have to be found in it, each as words and what stands there in their place. */
const recipes = [
  {
    name: 'kubernetes.yaml',
    by: 'Kubernetes 1.37',
    validate: validatorOf('kubernetes-1.37'),
    mistakes: [
      ['secretRef:', 'secretref:'],
      ['replicas: 4', "replicas: 'four'"],
      ['backoffLimit: 0', 'backoffLimit: none'],
      ['      restartPolicy: Never', '      restartpolicy: Never'],
      ['  selector:', '  selectors:'],
    ],
  },
  {
    name: 'compose.yaml',
    by: 'the Compose specification',
    validate: validatorAt('compose-spec'),
    mistakes: [
      ['depends_on:', 'depend_on:'],
      ['replicas: 2', "replicas: ['two']"],
      ['condition: service_healthy', 'condition: healthy'],
      ['stop_grace_period: 11m', 'stop_grace_period: [11]'],
    ],
  },
] as const

describe('The recipes of a fleet', () => {
  for (const { name, by, validate, mistakes } of recipes) {
    const problems = (text: string): readonly unknown[] =>
      parseAllDocuments(text).flatMap((document) =>
        validate(document.toJS()) ? [] : (validate.errors ?? []).slice(0, 5),
      )
    it(`are valid by the schema of ${by}: ${name}`, () => assert.deepEqual(problems(textOf(name)), []))
    for (const [right, wrong] of mistakes)
      it(`would not be with ${wrong.trim()}`, () => {
        assert.ok(textOf(name).includes(right))
        assert.notDeepEqual(problems(textOf(name).replace(right, wrong)), [])
      })
  }

  for (const args of [...kubernetesCommands(), ...composeCommands()]) {
    it(`have a command line that the command takes: ${args.join(' ')}`, async () => {
      const { exitCode, stderr } = await runCli(args)
      assert.equal(exitCode, 2)
      // Which is all that it lacks here.
      assert.match(stderr, /give --history postgres:\/\//)
    })
  }
})
