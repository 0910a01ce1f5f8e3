import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cleanEnvironment, projectDirectory, runProcess } from '../support/run-process.ts'

const pack = join(projectDirectory, 'policy-pack')
const executable = join(pack, 'dist/entra-mfa-gate')
const launcher = createRequire(import.meta.url).resolve('@pulumi/pulumi/cmd/run-policy-pack')
const engine = '127.0.0.1:1'

/** Starts the pack, gives it time to print more than it should, ends it by pid, and answers what it printed. */
async function started(command: readonly string[], cwd: string): Promise<{ stdout: string; stderr: string }> {
  const [program = '', ...args] = command
  const child = spawn(program, args, { cwd, env: cleanEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] })
  const texts = { stdout: '', stderr: '' }
  child.stdout.on('data', (chunk: Buffer) => (texts.stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (texts.stderr += chunk.toString()))
  await Promise.race([once(child.stdout, 'data'), once(child, 'close')])
  await new Promise((resolve) => setTimeout(resolve, 300))
  if (child.exitCode === null) {
    child.kill('SIGKILL')
    await once(child, 'close')
  }
  return texts
}

describe('the policy pack, when it starts', () => {
  let empty: string
  beforeEach(() => (empty = mkdtempSync(join(tmpdir(), 'mfa-gate-pack-'))))
  afterEach(() => rmSync(empty, { recursive: true, force: true }))

  it('prints its port and nothing else as a directory', async () => {
    const { stdout, stderr } = await started([process.execPath, launcher, engine, '.'], pack)
    assert.match(stdout, /^\d+\n$/)
    assert.equal(stderr, '')
  })

  it('prints its port and nothing else as an executable', async () => {
    const { stdout, stderr } = await started([executable, engine], empty)
    assert.match(stdout, /^\d+\n$/)
    assert.equal(stderr, '')
  })

  it('prints its port and nothing else where the working directory has been removed', async function () {
    if (process.platform === 'win32') return this.skip()
    const script = `rmdir '${empty}' && exec '${executable}' ${engine}`
    const { stdout, stderr } = await started(['/bin/sh', '-c', script], empty)
    assert.match(stdout, /^\d+\n$/, stderr)
    assert.equal(stderr, '')
  })

  for (const type of ['module', 'commonjs']) {
    it(`starts as one copied file in a folder of type ${type} without modules or a pack beside it`, async () => {
      writeFileSync(join(empty, 'package.json'), JSON.stringify({ type }))
      copyFileSync(executable, join(empty, 'gate'))
      const { stdout, stderr } = await started([join(empty, 'gate'), engine], empty)
      assert.match(stdout, /^\d+\n$/, stderr)
    })
  }

  it('says in one sentence that a Node is too old', async () => {
    const pretend = "Object.defineProperty(process.versions, 'node', { value: '20.1.0' })"
    const preload = `data:text/javascript,${encodeURIComponent(pretend)}`
    const { exitCode, stdout, stderr } = await runProcess(
      [process.execPath, '--import', preload, executable, engine],
      cleanEnvironment(),
      { limitMs: 20_000 },
    )
    assert.equal(exitCode, 1)
    assert.equal(stdout, '')
    assert.match(stderr, /^entra-mfa-gate needs Node\.js 22 or newer; this is 20\.1\.0\. [^\n]+\n$/)
  })

  it('has the version of the package', () => {
    const version = (file: string): unknown =>
      (JSON.parse(readFileSync(join(projectDirectory, file), 'utf8')) as { version: unknown }).version
    assert.equal(version('policy-pack/package.json'), version('package.json'))
  })

  it('brings no tsconfig.json, which would be read and could break it', () => {
    assert.throws(() => readFileSync(join(pack, 'tsconfig.json')), { code: 'ENOENT' })
  })
})
