import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, delimiter, join } from 'node:path'
import { buildBinaries, refusal, stepsOf } from '../../.dev/build-binary.ts'
import { programThatEnds } from '../../src/cli/leave.ts'
import { scratchBackend } from '../../src/simulator/scratch-backend.ts'
import { firstLineOf } from '../policy-pack/first-line.ts'
import { projectDirectory, runProcess } from '../support/run-process.ts'

describe('The binaries', function () {
  this.timeout(120_000)
  let folder: string
  let [pack, command]: readonly string[] = []
  before(async function () {
    folder = mkdtempSync(join(tmpdir(), 'mfa gate % binary-'))
    if (process.platform !== 'linux') return this.skip()
    ;[pack, command] = await buildBinaries(projectDirectory, folder)
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  /** Nothing is inherited: no PATH on which a Node could be found. */
  const alone = (binary = '', ...args: readonly string[]): readonly string[] => [
    ...['/usr/bin/env', '-i', `HOME=${folder}`, binary],
    ...args,
  ]

  it('are named after what they are and where they run', () =>
    assert.deepEqual(
      [pack, command].map((path = '') => basename(path)),
      ['entra-mfa-gate', 'mfa-gate'].map((name) => `${name}-${process.platform}-${process.arch}`),
    ))

  it('have their digests beside them, and the licences of what is in them', () => {
    const beside = (name: string): string => readFileSync(join(folder, name), 'utf8')
    const platform = `${process.platform}-${process.arch}`
    const lines = [pack, command].map((path = '') => {
      const digest = createHash('sha256').update(readFileSync(path)).digest('hex')
      return `${digest}  ${basename(path)}\n`
    })
    assert.equal(beside(`SHA256SUMS-${platform}`), lines.join(''))
    const notices = beside(`third-party-notices-${platform}.txt`)
    for (const part of [`Node.js ${process.versions.node} is in`, '\n@azure/identity ', '\n@pulumi/policy '])
      assert.ok(notices.includes(part), part)
  })

  it('of the pack starts where there is no Node, and says its port', async () =>
    assert.match(await firstLineOf(alone(pack, '127.0.0.1:1'), folder), /^\d+$/))

  const rows: readonly [title: string, args: readonly string[], code: number, says: RegExp][] = [
    ['says its version', ['--version'], 0, /^\d+\.\d+\.\d+\n$/],
    ['refuses what it does not know', ['check', '--nothing'], 2, /--nothing/],
    ['passes', beside(96, 'check', '--history', 'history.db'), 0, /96 of 100 users/],
    ['refuses', beside(10, 'check', '--format', 'html=report.html'), 1, /10 of 100 users/],
    ['reads its history', ['history', 'list', '--history', 'history.db'], 0, /mfa-registered/],
    ['makes evidence', beside(96, 'evidence', '--output', 'bundle.zip'), 0, /bundle\.zip/],
    ['cannot tell', ['check'], 3, /sign in|sign-in/i],
  ]
  for (const [title, args, code, says] of rows)
    it(`of the command ${title} where there is no Node`, async () => {
      const { exitCode, stdout, stderr } = await runProcess(alone(command, ...args), {}, { cwd: folder })
      assert.equal(exitCode, code, stdout + stderr)
      assert.match(stdout + stderr, says)
    })

  const previews: readonly [title: string, registered: number, code: number, says: RegExp][] = [
    ['refuses', 10, 1, /❌ entra-mfa-gate[^]*10 of 100 users/],
    ['passes', 96, 0, /✅ entra-mfa-gate[^]*96 of 100 users/],
  ]
  for (const [title, registered, code, says] of previews)
    it(`of both ${title} a program in YAML beneath the Pulumi CLI, where there is no Node`, async function () {
      const found = ['pulumi', 'pulumi-language-yaml'].map(onPath)
      if (found.includes(undefined)) return this.skip()
      const project = mkdtempSync(join(folder, 'project-'))
      const programs = join(project, 'programs')
      mkdirSync(programs)
      for (const program of found) symlinkSync(program ?? '', join(programs, basename(program ?? '')))
      writeFileSync(join(project, 'Pulumi.yaml'), 'name: no-node\nruntime: yaml\noutputs:\n  said: hello\n')
      const backend = scratchBackend()
      const environment = Object.entries({ ...backend.environment, HOME: project, PATH: programs })
      const clean = ['/usr/bin/env', '-i', ...environment.map(([name, value]) => `${name}=${value}`)]
      const pulumi = join(programs, 'pulumi')
      const tenant = ['simulate', '--population', '100', '--registered', `${registered}`, '--']
      try {
        await runProcess([...clean, pulumi, 'stack', 'init', 'e2e'], {}, { cwd: project })
        const preview = [pulumi, 'preview', '--non-interactive', '--policy-pack', pack ?? '']
        const ran = await runProcess([...clean, command ?? '', ...tenant, ...preview], {}, { cwd: project })
        assert.equal(ran.exitCode === 0 ? 0 : 1, code, ran.stdout + ran.stderr)
        assert.match(ran.stdout + ran.stderr, says)
      } finally {
        backend.remove()
      }
    })
})

/** Installed CLIs have the hosts of all languages beside them. */
function onPath(program: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return folders
    .filter((folder) => folder !== '' && !folder.includes('node_modules'))
    .map((folder) => join(folder, program))
    .find((file) => existsSync(file))
}

function beside(registered: number, ...command: readonly string[]): readonly string[] {
  const tenant = ['--population', '100', '--registered', `${registered}`]
  return ['simulate', ...tenant, '--', 'mfa-gate', ...command]
}

describe('building a binary', () => {
  it('puts a signature of its own on what macOS is to start, and nothing elsewhere', () => {
    const programs = (system: NodeJS.Platform): readonly string[] =>
      stepsOf(system, '/clone', '/out/gate', '/tmp/blob').map(([program, ...args]) =>
        [program === process.execPath ? 'node' : program, ...args].join(' '),
      )
    const put = `node ${join('/clone', 'node_modules/postject/dist/cli.js')} /out/gate NODE_SEA_BLOB /tmp/blob --sentinel-fuse NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2`
    assert.deepEqual(programs('linux'), [put])
    assert.deepEqual(programs('win32'), [put])
    assert.deepEqual(programs('darwin'), [
      'codesign --remove-signature /out/gate',
      `${put} --macho-segment-name NODE_SEA`,
      'codesign --sign - /out/gate',
    ])
  })

  it('is done for the platform that it runs on, and refused for another', () => {
    for (const platform of ['linux-x64', 'linux-arm64', 'darwin-arm64', 'win32-x64']) {
      assert.equal(refusal(undefined, platform), undefined)
      assert.equal(refusal(platform, platform), undefined)
      assert.match(refusal('darwin-x64', platform) ?? '', new RegExp(`darwin-x64 .*this is ${platform}$`))
    }
    assert.match(refusal(undefined, 'freebsd-x64') ?? '', /this is freebsd-x64$/)
  })

  it('is refused on the command line in one sentence', async () => {
    const script = join(projectDirectory, '.dev/build-binary.ts')
    const ran = await runProcess([process.execPath, script, '--platform', 'sunos-sparc'], process.env)
    assert.equal(ran.exitCode, 2)
    assert.match(ran.stderr, /^build:binary: a binary is a copy .* sunos-sparc .*\n$/)
  })
})

describe('a process that is held up', () => {
  for (const isBinary of [true, false])
    it(`ends with its exit code ${isBinary ? 'as a binary, which would start itself' : 'under Node'}`, () => {
      const [program, ...args] = programThatEnds(3, isBinary)
      assert.equal(isBinary, program !== process.execPath)
      assert.equal(spawnSync(program, args).status, 3)
    })
})
