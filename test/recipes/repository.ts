import { chmodSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PulumiCommand } from '../../src/simulator/pulumi-command.ts'
import { projectDirectory } from '../support/run-process.ts'

/** A repository that has installed the gate, with `npm` standing in for a registry. */
export function openRepository(pulumi: PulumiCommand): string {
  const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-recipe-'))
  const modules = join(folder, 'node_modules')
  const bin = join(folder, 'bin')
  for (const directory of [join(modules, '.bin'), bin]) mkdirSync(directory, { recursive: true })
  const installed = join(projectDirectory, 'node_modules')
  for (const name of readdirSync(installed).filter((one) => !one.startsWith('.')))
    symlinkSync(join(installed, name), join(modules, name))
  symlinkSync(projectDirectory, join(modules, 'entra-mfa-gate'))
  symlinkSync('../entra-mfa-gate/src/cli/mfa-gate.cjs', join(modules, '.bin/mfa-gate'))
  const program = JSON.stringify(join(projectDirectory, 'examples/landing-zone/index.ts'))
  const files: Readonly<Record<string, string>> = {
    'package.json':
      '{ "name": "shop", "type": "module", "main": "index.js", "dependencies": { "entra-mfa-gate": "*" } }',
    'Pulumi.yaml': 'name: shop\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n',
    'index.js': `await import(${program})\n`,
    'bin/npm': '#!/bin/sh\nexit 0\n',
    'bin/pulumi': `#!/bin/sh\nexec ${pulumi.command.map((part) => `'${part}'`).join(' ')} "$@"\n`,
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  for (const name of ['bin/npm', 'bin/pulumi']) chmodSync(join(folder, name), 0o755)
  return folder
}
