import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { nextCommands } from '../../src/simulator/demo/demo.ts'
import { runCli } from '../support/run-cli.ts'
import { cleanEnvironment, projectDirectory, runProcess } from '../support/run-process.ts'

/** In place of installing and building, which takes minutes. */
const builder = (does: string): string => `import { mkdirSync, writeFileSync } from 'node:fs'
console.log('Building …', ...process.argv.slice(2))
${does}`
const builds = `mkdirSync('dist/src/cli', { recursive: true }); writeFileSync('dist/src/cli/main.js', "console.log('answer')")`

describe('The first start in a clone', () => {
  let clone: string
  beforeEach(() => {
    clone = mkdtempSync(join(tmpdir(), 'mfa-gate-clone-'))
    mkdirSync(join(clone, 'src/cli'), { recursive: true })
    for (const name of ['mfa-gate.cjs', 'start.cjs'])
      cpSync(join(projectDirectory, 'src/cli', name), join(clone, 'src/cli', name))
    writeFileSync(join(clone, 'package.json'), '{}')
  })
  afterEach(() => rmSync(clone, { recursive: true }))
  const start = () =>
    runProcess([process.execPath, 'src/cli/mfa-gate.cjs', 'check'], cleanEnvironment(), { cwd: clone })
  const withBuilder = (does: string): void => {
    mkdirSync(join(clone, '.dev'))
    writeFileSync(join(clone, '.dev/ready.mjs'), builder(does))
  }

  it('says that it builds, and then answers; the second says nothing', async () => {
    withBuilder(builds)
    const first = await start()
    assert.equal(first.stdout, 'answer\n')
    assert.equal(
      first.stderr,
      'mfa-gate: this clone is not built yet; it is built now, once.\nBuilding … --without-types\n',
    )
    const second = await start()
    assert.deepEqual([second.stdout, second.stderr], ['answer\n', ''])
  })

  for (const [title, prepare] of [
    ['it cannot be built', () => withBuilder('')],
    ['there is nothing to build it with', () => undefined],
  ] as const) {
    it(`says what to do where ${title}`, async () => {
      prepare()
      const { exitCode, stderr, stdout } = await start()
      assert.deepEqual([exitCode, stdout], [2, ''])
      assert.match(stderr, /mfa-gate: it could not be built; run `npm ci` in \S+ and see what it says\.\n$/)
    })
  }
})

describe('npx in a clone, which has npm hide what the build prints', () => {
  let clone: string
  beforeEach(function () {
    if (spawnSync('script', ['--version']).status !== 0) this.skip()
    clone = mkdtempSync(join(tmpdir(), 'mfa-gate-clone-'))
    mkdirSync(join(clone, '.dev'))
    for (const name of ['.dev/prepare.mjs', '.dev/installed.mjs'])
      cpSync(join(projectDirectory, name), join(clone, name))
  })
  afterEach(() => rmSync(clone, { recursive: true, force: true }))

  /** What a terminal shows while npm, by `command`, hides the output of the script. */
  const visible = async (command: string, build?: string): Promise<string> => {
    const { scripts } = JSON.parse(readFileSync(join(projectDirectory, 'package.json'), 'utf8')) as {
      scripts: Readonly<Record<string, string>>
    }
    const prepare = scripts['prepare'] ?? ''
    writeFileSync(join(clone, 'package.json'), JSON.stringify({ scripts: { prepare, build } }))
    if (build !== undefined) mkdirSync(join(clone, 'node_modules/esbuild'), { recursive: true })
    const hidden = `${prepare} > /dev/null 2>&1`
    const environment = { ...cleanEnvironment(), npm_command: command }
    const { stdout } = await runProcess(['script', '-qec', hidden, '/dev/null'], environment, { cwd: clone })
    return stdout.replaceAll('\r', '')
  }

  it('says on the terminal that it builds', async () => {
    assert.match(await visible('exec', 'true'), /^mfa-gate: this clone is built now, once, [^\n]* …\n$/)
    assert.equal(await visible('ci', 'true'), '')
  })

  it('builds nothing that is built', async () => {
    mkdirSync(join(clone, 'dist/src/cli'), { recursive: true })
    writeFileSync(join(clone, 'dist/src/cli/main.js'), '')
    assert.equal(await visible('exec', 'exit 1'), '')
  })

  it('says why it cannot be built, and what to do', async () => {
    const shown = await visible('exec', 'echo no room on the disk >&2; exit 1')
    assert.match(
      shown,
      /\nno room on the disk\nmfa-gate: it could not be built, see above; run `npm ci`, [^\n]*\n$/,
    )
  })

  it('says that nothing is installed, and what to do', async () => {
    assert.equal(
      await visible('exec'),
      'mfa-gate: this clone is not installed yet; run `npm ci`, then try again.\n',
    )
  })
})

describe('What the demo has people type next', () => {
  it('is three commands, each of which there is', async () => {
    assert.equal(nextCommands.length, 3)
    for (const line of nextCommands) {
      const [npx, name, ...args] = line.split(' ')
      assert.deepEqual([npx, name], ['npx', 'mfa-gate'])
      const own = args.slice(0, args.includes('--') ? args.indexOf('--') : args.length)
      const { exitCode, stderr } = await runCli([...own, '--help'], cleanEnvironment())
      assert.equal(exitCode, 0, stderr)
    }
  })
})
