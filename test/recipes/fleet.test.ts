import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, parseAllDocuments } from 'yaml'
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

describe('The recipes of a fleet', () => {
  for (const args of [...kubernetesCommands(), ...composeCommands()]) {
    it(`have a command line that the command takes: ${args.join(' ')}`, async () => {
      const { exitCode, stderr } = await runCli(args)
      assert.equal(exitCode, 2)
      // Which is all that it lacks here.
      assert.match(stderr, /give --history postgres:\/\//)
    })
  }
})
