import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type PostgresServer, startPostgres } from '../history/support/postgres-server.ts'
import { savedText } from '../../src/snapshots/saved-snapshot.ts'
import { firstLineOf } from '../policy-pack/first-line.ts'
import { projectDirectory } from '../support/run-process.ts'
import { snapshotOf } from '../support/make.ts'
import { installInto, type Manager, type Project } from './project.ts'
import { type Packed, packPublished } from './tarball.ts'

const launcher = createRequire(import.meta.url).resolve('@pulumi/pulumi/cmd/run-policy-pack')
const engine = '127.0.0.1:1'

/** How a command is run there, and where the package lies. */
const managers: Readonly<Record<Manager, { exec: readonly string[]; folder: (project: Project) => string }>> =
  {
    npm: {
      exec: ['npx', '--no-install'],
      folder: ({ directory }) => join(directory, 'node_modules/entra-mfa-gate'),
    },
    pnpm: {
      exec: [join(projectDirectory, 'node_modules/.bin/pnpm'), 'exec'],
      folder: ({ directory }) => join(directory, 'node_modules/entra-mfa-gate'),
    },
    yarn: {
      exec: [join(projectDirectory, 'node_modules/.bin/yarn'), 'run'],
      // Plug'n'Play keeps packages in archives, but for those that ask to be unplugged.
      folder: ({ directory }) => {
        const unplugged = join(directory, '.yarn/unplugged')
        return join(unplugged, readdirSync(unplugged)[0] ?? '', 'node_modules/entra-mfa-gate')
      },
    },
  }

describe('The package, as it is published', function () {
  this.timeout(120_000)
  let scratch: string
  let packed: Packed
  before(async () => {
    scratch = mkdtempSync(join(tmpdir(), 'mfa-gate-package-'))
    packed = await packPublished(scratch)
  })
  after(() => rmSync(scratch, { recursive: true, force: true }))

  it('is at most 200 files and 15 MB', () => {
    assert.ok(packed.files.length <= 200, `${packed.files.length} files`)
    assert.ok(packed.unpackedSize <= 15_000_000, `${packed.unpackedSize} bytes`)
  })

  it('brings what its manifest speaks of, and no sources', () => {
    const paths = packed.files.map(({ path }) => path)
    for (const wanted of [
      'src/cli/mfa-gate.cjs',
      'dist/src/index.js',
      'policy-pack/PulumiPolicy.yaml',
      'LICENSE',
    ])
      assert.ok(paths.includes(wanted), wanted)
    assert.deepEqual(
      paths.filter((path) => /(?<!\.d)\.ts$|\.map$|(^|\/)test\//.test(path)),
      [],
    )
  })

  it('brings every page and picture that its README leads to', () => {
    const paths = packed.files.map(({ path }) => path)
    const readme = readFileSync(join(projectDirectory, 'README.md'), 'utf8')
    const links = [...readme.matchAll(/\]\(([^)\s#]+)/g)].map(([, link = '']) => link)
    assert.deepEqual(
      links.filter((link) => !/^[a-z]+:/.test(link) && !paths.includes(link)),
      [],
    )
  })

  for (const manager of Object.keys(managers) as readonly Manager[]) {
    describe(`installed by ${manager} into an empty project`, () => {
      let project: Project
      before(async () => (project = await installInto(manager, packed.file)))
      after(() => project.remove())
      const { exec, folder } = managers[manager]

      it('judges beside the embedded tenant', async () => {
        const command = [
          'mfa-gate',
          'simulate',
          '--population',
          '100',
          '--registered',
          '96',
          '--',
          'mfa-gate',
          'check',
        ]
        const { exitCode, stdout, stderr } = await project.run([...exec, ...command])
        assert.equal(exitCode, 0, stdout + stderr)
        assert.match(stdout + stderr, /96 of 100 users/)
      })

      it('has a pack that starts as a directory and as an executable', async () => {
        const pack = join(folder(project), 'policy-pack')
        const executable = join(pack, 'dist/entra-mfa-gate')
        assert.match(await firstLineOf([process.execPath, launcher, engine, pack], pack), /^\d+$/)
        assert.match(await firstLineOf([executable, engine], project.directory), /^\d+$/)
      })

      it('is a library', async () => {
        const program =
          "import('entra-mfa-gate').then(({ settingsFrom, noWaivers }) => console.log(typeof settingsFrom, typeof noWaivers))"
        const node = manager === 'yarn' ? [managers.yarn.exec[0] ?? '', 'node'] : ['node']
        const { stdout, stderr } = await project.run([...node, '--eval', program])
        assert.equal(stdout, 'function object\n', stderr)
      })
    })
  }

  describe('runs every group of commands', () => {
    let project: Project
    before(async () => {
      project = await installInto('npm', packed.file)
      const snapshot = snapshotOf(100, { mfaRegistered: 96 })
      const provenance = { ...snapshot.provenance, receivedAt: new Date().toISOString() }
      const saved = {
        snapshots: [{ ...snapshot, provenance }],
        exclusionsSha256: undefined,
        version: '0.0.0',
      }
      writeFileSync(join(project.directory, 'tenant.json'), savedText(saved))
    })
    after(() => project.remove())

    it('alone, with nothing installed beside it', () => {
      const modules = readdirSync(join(project.directory, 'node_modules')).filter(
        (name) => !name.startsWith('.'),
      )
      assert.deepEqual(modules, ['entra-mfa-gate'])
    })

    const gate = (...args: readonly string[]) =>
      project.run([
        process.execPath,
        join(project.directory, 'node_modules/entra-mfa-gate/src/cli/mfa-gate.cjs'),
        ...args,
      ])
    const beside = (...args: readonly string[]) =>
      gate('simulate', '--population', '100', '--registered', '96', '--', 'mfa-gate', ...args)
    const formats = [
      'text',
      'github',
      'azure-devops',
      'json',
      'markdown',
      'junit',
      'sarif',
      'gitlab',
      'csv',
      'ocsf',
      'html',
    ]

    const rows: readonly [title: string, run: () => ReturnType<Project['run']>, code: number][] = [
      [
        'check, in every format',
        () => beside('check', ...formats.flatMap((name) => ['--format', `${name}=out/${name}`])),
        0,
      ],
      ['check with a history in a file', () => beside('check', '--history', './history.db'), 0],
      ['snapshot', () => beside('snapshot', '--output', 'saved.json'), 0],
      ['doctor', () => beside('doctor'), 0],
      ['explain', () => beside('explain', '--history', './history.db'), 0],
      [
        'audit, with pages and evidence',
        () => beside('audit', '--history', './audits.db', '--format', 'html=pages', '--evidence', 'bundles'),
        0,
      ],
      ['evidence', () => beside('evidence', '--output', 'bundle.zip'), 0],
      [
        'evidence verify',
        () => gate('evidence', 'verify', '--allow-simulated', '--allow-unsigned', 'bundle.zip'),
        0,
      ],
      ['history list', () => gate('history', 'list', '--history', './history.db'), 0],
      [
        'history export',
        () =>
          gate(
            'history',
            'export',
            '--history',
            './history.db',
            '--format',
            'parquet',
            '--output',
            'all.parquet',
          ),
        0,
      ],
      ['history prune', () => gate('history', 'prune', '--history', './history.db', '--keep', '1d'), 0],
      ['rules init', () => gate('rules', 'init', 'mfa-rules.yaml'), 0],
      ['rules validate', () => gate('rules', 'validate', 'mfa-rules.yaml'), 0],
      ['rules schema', () => gate('rules', 'schema'), 0],
      ['rules origins', () => beside('rules', 'origins'), 0],
      // The built-in rules exclude nobody, which is told.
      ['exclusions check', () => beside('exclusions', 'check'), 2],
      ['--version', () => gate('--version'), 0],
    ]
    for (const [title, run, code] of rows) {
      it(title, async () => {
        const { exitCode, stdout, stderr } = await run()
        assert.equal(exitCode, code, stdout + stderr)
      })
    }

    it('has types that stand alone', async function () {
      // The quick build leaves them out, being the slowest part of one.
      if (!packed.files.some(({ path }) => path === 'dist/src/index.d.ts')) return this.skip()
      writeFileSync(
        join(project.directory, 'program.mts'),
        "import { settingsFrom, type Settings } from 'entra-mfa-gate'\nexport const settings: Settings = settingsFrom({})\n// @ts-expect-error: not of any type\nexport const wrong: Settings = 1\n",
      )
      const tsc = join(projectDirectory, 'node_modules/typescript/bin/tsc')
      const { exitCode, stdout } = await project.run([
        ...[process.execPath, tsc, '--noEmit', '--strict', '--target', 'es2024', '--module', 'nodenext'],
        ...[
          '--skipDefaultLibCheck',
          '--types',
          'node',
          '--typeRoots',
          join(projectDirectory, 'node_modules/@types'),
        ],
        'program.mts',
      ])
      assert.equal(exitCode, 0, stdout)
    })

    describe('with a history in PostgreSQL', () => {
      let server: PostgresServer | undefined
      before(async function () {
        const started = await startPostgres()
        if ('impossible' in started) return this.skip()
        server = started
      })
      after(() => server?.stop())

      it('keeps and lists', async () => {
        assert.ok(server !== undefined)
        const url = await server.freshDatabase()
        const kept = await beside('check', '--history', url)
        assert.equal(kept.exitCode, 0, kept.stdout + kept.stderr)
        const listed = await gate('history', 'list', '--history', url)
        assert.match(listed.stdout, /mfa-registered/, listed.stderr)
      })
    })
  })
})
