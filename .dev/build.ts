import { spawnSync } from 'node:child_process'
import { copyFile, mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { bundleCli } from './bundle-cli.ts'
import { bundlePack } from './bundle-pack.ts'
import { compileSchemas } from './compile-schemas.ts'

const root = join(import.meta.dirname, '..')
const compiled = join(root, 'src/schemas/compiled.cjs')

await compileSchemas(compiled)
await rm(join(root, 'dist'), { recursive: true, force: true })
const tsc = join(root, 'node_modules/typescript/bin/tsc')
const { status } = spawnSync(
  process.execPath,
  [tsc, '-p', join(import.meta.dirname, 'tsconfig.build.json')],
  {
    stdio: 'inherit',
  },
)
if (status !== 0) process.exit(1)
await mkdir(join(root, 'dist/src/schemas'), { recursive: true })
await copyFile(compiled, join(root, 'dist/src/schemas/compiled.cjs'))
await bundleCli(root)
await bundlePack(root)
