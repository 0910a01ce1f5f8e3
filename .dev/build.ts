import { spawnSync } from 'node:child_process'
import { copyFile, cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { bundleCli } from './bundle-cli.ts'
import { bundlePack } from './bundle-pack.ts'
import { emit } from './emit.ts'
import { compileSchemas } from './compile-schemas.ts'

const root = join(import.meta.dirname, '..')
const schemas = join(root, 'src/schemas')

await compileSchemas(schemas)
await rm(join(root, 'dist'), { recursive: true, force: true })
await emit(root)
await cp(join(schemas, 'compiled'), join(root, 'dist/src/schemas/compiled'), { recursive: true })
await copyFile(join(root, 'src/report/html/report.css'), join(root, 'dist/src/report/html/report.css'))
await bundleCli(root)
await bundlePack(root)

// Declarations take most of the time, and no test that starts the command reads them.
if (!process.argv.includes('--without-types')) {
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  const project = join(import.meta.dirname, 'tsconfig.build.json')
  const { status } = spawnSync(process.execPath, [tsc, '-p', project], { stdio: 'inherit' })
  if (status !== 0) process.exit(1)
}
