import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FileProblem } from '../../src/io/file-problem.ts'
import { readTextFile } from '../../src/io/read-file.ts'
import { runCli } from '../support/run-cli.ts'
import { cleanEnvironment } from '../support/run-process.ts'

const rules = (more: string): string => `rules: [{id: a, measure: mfaRegistered, minimum: 95%}]\n${more}\n`

const exclusions = (file: string): string =>
  rules(`exclusions: {accounts: [{kind: users, file: ${file}, reason: for this test}]}`)

describe('Reading a file', function () {
  if (process.platform === 'win32') return
  let directory = ''
  const at = (name: string): string => join(directory, name)
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'mfa-gate-read-'))
  })
  afterEach(() => rmSync(directory, { recursive: true }))

  function problemWith(file: string, limitBytes?: number): string {
    try {
      readTextFile(file, limitBytes)
    } catch (error) {
      assert.ok(error instanceof FileProblem, String(error))
      return error.reason
    }
    return assert.fail('it was read')
  }

  it('reads a regular file, also through a link, and one whose size the system does not know', () => {
    writeFileSync(at('a'), 'text')
    symlinkSync(at('a'), at('link'))
    assert.equal(readTextFile(at('link')), 'text')
    if (process.platform === 'linux') assert.match(readTextFile('/proc/self/status'), /^Name:/)
  })

  it('refuses what has no end or nobody who writes, at once', async () => {
    execFileSync('mkfifo', [at('pipe')])
    mkdirSync(at('folder'))
    await using server = createServer().listen(at('socket'))
    await once(server, 'listening')
    assert.match(problemWith(at('pipe')), /^it is a pipe, and only a regular file is read/)
    assert.match(problemWith('/dev/zero'), /^it is a device, and only/)
    assert.match(problemWith('/dev/null'), /^it is a device, and only/)
    assert.match(problemWith(at('socket')), /^it is not a regular file, and only/)
    assert.equal(problemWith(at('folder')), 'it is a directory')
    assert.equal(problemWith(at('none')), 'there is no such file')
    assert.equal(problemWith(at('a\0b')), 'its name has a NUL character')
  })

  it('refuses what is larger than its limit, before and while it reads', () => {
    writeFileSync(at('a'), 'x'.repeat(101))
    assert.equal(problemWith(at('a'), 100), 'it is larger than 100 bytes')
    assert.equal(readTextFile(at('a'), 101).length, 101)
    if (process.platform === 'linux') assert.match(problemWith('/proc/self/status', 100), /larger than 100/)
  })

  /** Every place where a command takes a file. */
  const inputs = [
    { title: 'rules', args: ['rules', 'validate', 'pipe'] },
    { title: 'rules of a check', args: ['check', '--rules', 'pipe'] },
    { title: 'waivers', args: ['rules', 'validate', 'waived.yaml'] },
    { title: 'an exclusion list', args: ['rules', 'validate', 'excluded.yaml'] },
    { title: 'a snapshot', args: ['check', '--snapshot', 'pipe'] },
    { title: 'tenants', args: ['audit', '--tenants', 'pipe'] },
    { title: 'a signing key', args: ['evidence', '--output', 'a.zip', '--sign', 'pipe'] },
    { title: 'a bundle', args: ['evidence', 'verify', 'pipe'] },
    { title: 'a key to verify with', args: ['evidence', 'verify', 'a.zip', '--key', 'pipe'] },
    { title: 'a scenario', args: ['simulate', '--scenario', 'pipe', '--', 'true'] },
    { title: 'simulated tenants', args: ['simulate', '--tenants', './pipe', '--', 'true'] },
    {
      title: 'the authority of a database',
      args: ['history', 'list', '--history', 'postgres://u@h.example/d?sslmode=verify-full&sslrootcert=pipe'],
    },
  ]

  it('holds wherever a command takes a file: none waits for a pipe, each says that it is one', async () => {
    execFileSync('mkfifo', [at('pipe')])
    writeFileSync(at('waived.yaml'), rules('waiversFile: pipe'))
    writeFileSync(at('excluded.yaml'), exclusions('pipe'))
    for (const { title, args } of inputs) {
      const run = await runCli(args, cleanEnvironment(), { cwd: directory })
      assert.equal(run.exitCode, 2, `${title}: ${run.stderr}`)
      assert.match(run.stderr, /^mfa-gate: .*pipe.* cannot be read \(it is a pipe, and only .*\n$/, title)
    }
  })

  it('holds for lists of exclusions: UTF-16 names whom it names, Latin-1 is refused with its line', async () => {
    writeFileSync(at('list'), Buffer.from('\uFEFFa@b.example\r\n', 'utf16le'))
    writeFileSync(at('excluded.yaml'), exclusions('list'))
    const validate = () =>
      runCli(['rules', 'validate', 'excluded.yaml'], cleanEnvironment(), {
        cwd: directory,
      })
    assert.equal((await validate()).exitCode, 0)
    writeFileSync(at('list'), Buffer.from('a@b.example\njosé@b.example\n', 'latin1'))
    const run = await validate()
    assert.equal(run.exitCode, 2)
    assert.match(
      run.stderr,
      /exclusion list .*list:2 cannot be read \(it is not valid UTF-8; save it as UTF-8\)/,
    )
  })
})
