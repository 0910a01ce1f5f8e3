import { spawnSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'

// Puts beside the pages what they lead to and is none: the schemas, and a report of tenants that the product has just made.
const root = join(import.meta.dirname, '../..')
const beside = join(import.meta.dirname, 'public')

rmSync(beside, { recursive: true, force: true })
cpSync(join(root, 'docs/schemas'), join(beside, 'schemas'), {
  recursive: true,
  filter: (file) => !file.endsWith('.md'),
})

const gate = [process.execPath, join(root, 'src/cli/mfa-gate.cjs')] as const
const audit = ['audit', '--format', `html=${join(beside, 'example-report')}`]
const [program, ...args] = [...gate, 'simulate', '--tenants', '20', '--', ...gate, ...audit]
const { status, error } = spawnSync(program, args, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] })
// Every fifth tenant is below the minimum, so the audit refuses.
if (status !== 1) throw error ?? new Error(`the example report could not be made (${status ?? 'ended'})`)
