// Builds this clone once npm has installed it. npx in a clone runs it too, hides what it prints and is silent when it
// fails, so that there all of it goes to the terminal itself. Plain JavaScript: it runs on whatever Node is there.
import { spawnSync } from 'node:child_process'
import { existsSync, openSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { markInstalled } from './installed.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const output = terminal() ?? 2

// npx asks for it whenever its own cache is empty.
if (process.env.npm_command === 'exec' && existsSync(join(root, 'dist/src/cli/main.js'))) process.exit()
if (!existsSync(join(root, 'node_modules/esbuild'))) {
  writeSync(output, 'mfa-gate: this clone is not installed yet; run `npm ci`, then try again.\n')
  process.exit(1)
}
writeSync(output, 'mfa-gate: this clone is built now, once, which may take a minute …\n')
const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
  cwd: root,
  stdio: ['ignore', output, output],
  shell: process.platform === 'win32',
})
if (status !== 0) {
  writeSync(output, 'mfa-gate: it could not be built, see above; run `npm ci`, then try again.\n')
  process.exitCode = 1
} else if (process.env.npm_command === 'ci') {
  markInstalled(root)
}

function terminal() {
  if (process.env.npm_command !== 'exec') return undefined
  try {
    return openSync('/dev/tty', 'w')
  } catch {
    // Nobody watches, or the system has no such file.
    return undefined
  }
}
