import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/** Writes the types of the library, one file for each entry, that need no package which is not installed beside it. */
export function declare(root: string): void {
  const bundler = join(root, 'node_modules/dts-bundle-generator/dist/bin/dts-bundle-generator.js')
  const options = ['--silent', '--config', join(root, '.dev/declarations.json')]
  const { status } = spawnSync(process.execPath, [bundler, ...options], { cwd: root, stdio: 'inherit' })
  if (status !== 0) throw new Error('the types could not be written; see the lines above')
  declarePolicies(root)
}

/** The policies have their types from the library; the bundler above trips over those of @pulumi/policy. */
function declarePolicies(root: string): void {
  const fileName = join(root, 'policy-pack/policies.ts')
  const { outputText } = ts.transpileDeclaration(readFileSync(fileName, 'utf8'), {
    fileName,
    compilerOptions: { target: ts.ScriptTarget.ES2024, module: ts.ModuleKind.NodeNext },
  })
  const text = outputText.replaceAll(/(['"])\.\.\/src\/[^'"]+\1/g, "'../src/index.js'")
  writeFileSync(join(root, 'dist/policy-pack/policies.d.ts'), text)
}
