import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { refusal } from '../../.dev/build-binary.ts'
import { publishedSchemas } from '../../src/schemas/all.ts'
import { publishedId, repository } from '../../src/schemas/published-id.ts'
import { projectDirectory } from '../support/run-process.ts'

const textOf = (path: string): string => readFileSync(join(projectDirectory, path), 'utf8')
const jsonOf = (path: string): unknown => JSON.parse(textOf(path))
const filesOf = (...patterns: string[]): readonly string[] => globSync(patterns, { cwd: projectDirectory })

interface Manifest {
  readonly version: string
  readonly homepage: string
  readonly bugs: string
  readonly repository: { readonly url: string; readonly directory?: string }
}

describe('what is released', () => {
  const address = `https://github.com/${repository}`

  for (const path of ['package.json', 'policy-pack/package.json'])
    it(`says where it comes from: ${path}`, () => {
      const { homepage, bugs, repository: from } = jsonOf(path) as Manifest
      assert.equal(homepage, `${address}#readme`)
      assert.equal(bugs, `${address}/issues`)
      assert.equal(from.url, `git+${address}.git`)
    })

  it('has one version, which release-please raises everywhere', () => {
    const { version } = jsonOf('package.json') as Manifest
    const { packages } = jsonOf('.github/release-please-config.json') as {
      readonly packages: Readonly<Record<string, { readonly 'extra-files': readonly { path: string }[] }>>
    }
    const raised = packages['.']?.['extra-files'].map(({ path }) => path)
    assert.deepEqual(raised, ['policy-pack/package.json'])
    for (const path of raised) assert.equal((jsonOf(path) as Manifest).version, version)
    assert.deepEqual(jsonOf('.github/release-please-manifest.json'), { '.': version })
  })

  it('is spoken of by the name of its repository alone', () => {
    const pages = filesOf('*.md', '*.yml', 'docs/**/*.md', '.github/**/*.{yml,md}', '.dev/*.json')
    assert.ok(pages.length > 20)
    for (const page of pages) {
      const text = textOf(page)
      assert.doesNotMatch(text, /\bOWNER\/entra/, page)
      for (const [, name] of text.matchAll(
        /(?:github(?:usercontent)?\.com\/|uses: )([\w.-]+\/entra-mfa-gate)\b/g,
      ))
        assert.equal(name, repository, page)
    }
  })

  it('has its schemas where their ids say', () => {
    for (const [file, { $id }] of Object.entries(publishedSchemas))
      assert.equal($id, publishedId(file.replace(/\.schema\.json$/, '')))
  })

  it('has an entry for SchemaStore whose addresses are those of the schemas', () => {
    const ids: readonly string[] = Object.values(publishedSchemas).map(({ $id }) => $id)
    const entries = jsonOf('.dev/schemastore.json') as readonly { readonly url: string }[]
    assert.equal(entries.length, 3)
    for (const { url } of entries) assert.ok(ids.includes(url), url)
  })
})

describe('workflows', () => {
  const workflows = filesOf('.github/workflows/*.yml')

  it('pin every action by a commit, with its version beside it', () => {
    for (const path of [...workflows, 'action.yml', 'docs/ci.md', 'docs/audit.md', 'docs/guides/github.md'])
      for (const [, action = '', rest] of textOf(path).matchAll(/^ *(?:- )?uses: (\S+)(.*)$/gm))
        if (!action.startsWith(`${repository}@`))
          assert.match(`${action}${rest}`, /^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/, path)
  })

  it('start with the least of permissions', () => {
    assert.ok(workflows.length >= 5)
    for (const path of workflows) assert.match(textOf(path), /^permissions:\n {2}contents: read\n/m, path)
  })
})

describe('the release workflow', () => {
  interface Job {
    readonly needs?: string | readonly string[]
    readonly strategy?: { readonly matrix: { readonly include: readonly Readonly<Record<string, string>>[] } }
    readonly steps: readonly {
      readonly uses?: string
      readonly run?: string
      readonly with?: Readonly<Record<string, string>>
    }[]
  }
  const { jobs } = parse(textOf('.github/workflows/release.yml')) as {
    readonly jobs: Readonly<Record<'release-please' | 'package' | 'binaries', Job>>
  }

  it('builds the binaries of four platforms on their own runners, when all tests have passed', () => {
    const built = jobs.binaries.strategy?.matrix.include ?? []
    assert.deepEqual(
      built.map(({ runner, platform }) => [runner, platform]),
      [
        ['ubuntu-24.04', 'linux-x64'],
        ['ubuntu-24.04-arm', 'linux-arm64'],
        ['macos-15', 'darwin-arm64'],
        ['windows-2025', 'win32-x64'],
      ],
    )
    for (const { platform = '' } of built) assert.equal(refusal(platform, platform), undefined)
    assert.deepEqual(jobs.binaries.needs, ['release-please', 'package'])
  })

  for (const name of ['package', 'binaries'] as const)
    it(`attests by its checksums what it uploads: ${name}`, () => {
      const { steps } = jobs[name]
      const at = (found: (step: Job['steps'][number]) => boolean | undefined): number =>
        steps.findIndex(found)
      const attested = at(({ uses }) => uses?.startsWith('actions/attest-build-provenance@'))
      const uploaded = at(({ run }) => run?.startsWith('gh release upload "$TAG" '))
      assert.ok(attested > 0 && uploaded > attested)
      assert.match(steps[attested]?.with?.['subject-checksums'] ?? '', /SHA256SUMS/)
    })

  it('hands on the bill of materials of what is bundled', () => {
    const text = textOf('.github/workflows/release.yml')
    assert.match(text, /cp dist\/entra-mfa-gate\.cdx\.json \./)
    assert.doesNotMatch(text, /npm sbom/)
  })
})
