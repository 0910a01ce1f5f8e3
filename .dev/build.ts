import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Metafile } from 'esbuild'
import { bundleCli } from './bundle-cli.ts'
import { bundlePack } from './bundle-pack.ts'
import { compileSchemas } from './compile-schemas.ts'
import { declare } from './declare.ts'
import { bundledPackages, notices } from './notices.ts'
import { billOfMaterials, type Released } from './sbom.ts'

const root = join(import.meta.dirname, '..')

await compileSchemas(join(root, 'src/schemas'))
await rm(join(root, 'dist'), { recursive: true, force: true })
const program = await bundleCli(root)
const pack = await bundlePack(root)
for (const [folder, metafile] of [
  ['dist', program],
  ['policy-pack/dist', pack],
] as const) {
  await writeFile(join(root, folder, 'third-party-notices.txt'), await notices(root, metafile))
}
// Not published, but beside the package in the release.
const released = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Released
const bill = billOfMaterials(released, await bundledPackages(root, program, pack))
await writeFile(join(root, 'dist/entra-mfa-gate.cdx.json'), `${JSON.stringify(bill, null, 2)}\n`)
// Not published: for the test that holds the notices against what was bundled.
await writeFile(join(root, 'dist/inputs.json'), JSON.stringify([program, pack].map(inputsOf)))

// Declarations take most of the time, and no test that starts the command reads them.
if (!process.argv.includes('--without-types')) declare(root)

function inputsOf({ outputs }: Metafile): readonly string[] {
  return [...new Set(Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs)))]
}
