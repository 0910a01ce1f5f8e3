// Makes a clone ready to run: installs what the lock file says when that has not been done, and builds, with the arguments
// that it is given. Runs on whatever Node is there, before anything is installed, so it is plain JavaScript.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { clearInterval, setInterval } from 'node:timers'
import { fileURLToPath } from 'node:url'
import { isInstalled, markInstalled } from './installed.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** In milliseconds; npm may take minutes, and says nothing meanwhile. */
const betweenSigns = 10_000

if (isInstalled(root)) {
  // Through npm, whose scripts run on the Node that was installed, not on the one that runs this.
  await run('Building', ['run', '--silent', 'build', '--', ...process.argv.slice(2)])
} else {
  await run(
    'Installing the locked dependencies and building (some minutes)',
    ['ci', '--loglevel=error', '--no-fund', '--no-audit'],
    unpacked(),
  )
  markInstalled(root)
}

async function run(title, args, howFar = () => '') {
  const started = Date.now()
  const seconds = () => Math.round((Date.now() - started) / 1000)
  process.stderr.write(`${title} …\n`)
  const signs = setInterval(() => process.stderr.write(`  … ${seconds()} s${howFar()}\n`), betweenSigns)
  const failure = await new Promise((done) => {
    const child = spawn('npm', args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    })
    child.once('error', ({ message }) => done(` (${message})`))
    child.once('close', (status) => done(status === 0 ? undefined : ''))
  })
  clearInterval(signs)
  if (failure !== undefined) {
    process.stderr.write(`${title}: failed${failure}; see the lines above.\n`)
    process.exit(1)
  }
  process.stderr.write(`${title}: done in ${seconds()} s.\n`)
}

/** Says how many of the locked packages lie there; after the last one npm runs their scripts and ours, which builds. */
function unpacked() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const folders = Object.entries(packages).flatMap(([folder, { optional }]) =>
    folder === '' || optional ? [] : [join(root, folder, 'package.json')],
  )
  let before = 0
  return () => {
    const there = folders.filter((manifest) => existsSync(manifest)).length
    const falls = there < before
    before = there
    if (there === 0) return ': downloading'
    // npm takes away first what was there.
    if (falls) return ''
    return there < folders.length ? `: ${there} of ${folders.length} packages` : ': building'
  }
}
