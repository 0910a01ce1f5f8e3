import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { tmpdir } from 'node:os'
import type { PulumiCommand } from '../../src/simulator/pulumi-command.ts'
import { scratchBackend } from '../../src/simulator/scratch-backend.ts'
import { environmentIn } from '../package/project.ts'
import { projectDirectory, runProcess } from '../support/run-process.ts'
import { type Command, isCommand, type WrittenFile } from './page.ts'

export interface Answer {
  readonly exitCode: number
  readonly output: string
}

/** A folder `shop` with a project in it, beside the one in which the package was made. */
export interface Place {
  readonly directory: string
  /** Does one thing after the other in one shell; answers what the commands came to. */
  run(
    does: readonly (Command | WrittenFile)[],
    environment: NodeJS.ProcessEnv,
  ): Promise<ReadonlyMap<Command, Answer>>
  remove(): void
}

export function openPlace(tarball: string, pulumi: PulumiCommand): Place {
  const root = mkdtempSync(join(tmpdir(), 'mfa-gate-guide-'))
  const backend = scratchBackend()
  const [directory, beside, programs] = ['shop', 'entra-mfa-gate', 'programs'].map((name) => join(root, name))
  for (const folder of [directory, beside, programs]) mkdirSync(folder!)
  symlinkSync(tarball, join(beside!, tarball.split('/').at(-1)!))
  // What the project depends on already, where its modules are looked for and npm does not tidy up, since the project has a manifest.
  writeFileSync(join(directory!, 'package.json'), '{ "name": "shop", "private": true }\n')
  mkdirSync(join(root, 'node_modules/@pulumi'), { recursive: true })
  symlinkSync(
    join(projectDirectory, 'node_modules/@pulumi/pulumi'),
    join(root, 'node_modules/@pulumi/pulumi'),
  )
  const command = pulumi.command.map((part) => `'${part}'`).join(' ')
  writeFileSync(join(programs!, 'pulumi'), `#!/bin/sh\nexec ${command} "$@"\n`)
  chmodSync(join(programs!, 'pulumi'), 0o755)
  const base = environmentIn(root)
  return {
    directory: directory!,
    async run(does, environment) {
      const { stdout, stderr, exitCode } = await runProcess(
        ['bash', '-c', script(does)],
        {
          ...base,
          XDG_CACHE_HOME: join(root, 'cache'),
          ...backend.environment,
          ...homesOf(does),
          npm_config_offline: 'true',
          npm_config_audit: 'false',
          npm_config_fund: 'false',
          npm_config_update_notifier: 'false',
          PULUMI_SKIP_CONFIRMATIONS: 'true',
          CI: 'true',
          PATH: `${programs!}${delimiter}${base['PATH'] ?? ''}`,
          PWD: directory,
          ...environment,
        },
        { cwd: directory!, limitMs: 400_000 },
      )
      if (exitCode === null) throw new Error(`the guide did not come to an end:\n${stdout}${stderr}`)
      return answers(does.filter(isCommand), stdout)
    },
    remove() {
      backend.remove()
      rmSync(root, { recursive: true, force: true })
    },
  }
}

/** Modules of Go are kept where they lie on this machine; it writes them so that nobody can remove them elsewhere. */
function homesOf(does: readonly (Command | WrittenFile)[]): NodeJS.ProcessEnv {
  if (!does.some((one) => isCommand(one) && one.text.startsWith('go '))) return {}
  const { stdout } = spawnSync('go', ['env', 'GOMODCACHE', 'GOCACHE'], { encoding: 'utf8' })
  const [GOMODCACHE, GOCACHE] = stdout.split('\n')
  return { GOMODCACHE, GOCACHE }
}

const [before, within] = ['\u001e', '\u001f']

function script(does: readonly (Command | WrittenFile)[]): string {
  const lines = does.map((one) => {
    if (isCommand(one)) return `${one.text}\n__code=$?; printf '${before}%s${within}' $__code; (exit $__code)`
    const text = Buffer.from(one.text).toString('base64')
    return `mkdir -p "$(dirname '${one.path}')"; printf %s '${text}' | base64 -d >'${one.path}'`
  })
  return ['exec 2>&1 </dev/null', ...lines].join('\n')
}

function answers(commands: readonly Command[], output: string): ReadonlyMap<Command, Answer> {
  const parts = output.split(within).slice(0, commands.length)
  return new Map(
    commands.map((command, index) => {
      const [text = '', code = ''] = parts[index]?.split(before) ?? []
      return [command, { exitCode: code === '' ? Number.NaN : Number(code), output: text }]
    }),
  )
}
