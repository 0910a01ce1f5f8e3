import { createRequire } from 'node:module'
import { join } from 'node:path'
import { projectDirectory } from '../support/run-process.ts'

const pack = join(projectDirectory, 'policy-pack')
const launcher = createRequire(import.meta.url).resolve('@pulumi/pulumi/cmd/run-policy-pack')
const engine = '127.0.0.1:1'

export const executable = join(pack, 'dist/entra-mfa-gate')

/** How Pulumi starts either form of the pack; both run in `pack` here, of which the executable takes no notice. */
export const forms = {
  directory: { command: [process.execPath, launcher, engine, pack], cwd: pack },
  executable: { command: [executable, engine], cwd: pack },
} as const

export type Form = keyof typeof forms
