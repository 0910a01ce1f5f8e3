// Has mocha build first where the sources are newer: the tests start the bundled command and pack.
import { spawnSync } from 'node:child_process'
import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

export function mochaGlobalSetup() {
  const sources = globSync(
    ['src/**/*.{ts,css,json}', 'policy-pack/*.{ts,json,md}', 'policy-pack/file/*.ts', '.dev/*.ts'],
    { cwd: root },
  )
  const built = ['dist/src/cli/main.js', 'policy-pack/dist/entra-mfa-gate']
  if (Math.max(...sources.map(changed)) <= Math.min(...built.map(changed))) return
  process.stderr.write('The sources are newer than the build; building …\n')
  const { status } = spawnSync(process.execPath, [join(root, '.dev/build.ts'), '--without-types'], {
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error('the build failed; see the lines above')
}

function changed(file) {
  return statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs ?? 0
}
