import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Metafile } from 'esbuild'
import { notices } from '../../.dev/notices.ts'
import { projectDirectory } from '../support/run-process.ts'

const sectionsOf = (text: string): readonly string[] => text.split(/^-{80}\n\n/m).slice(1)

const files = ['dist/third-party-notices.txt', 'policy-pack/dist/third-party-notices.txt'] as const

describe('the notices of what is bundled', () => {
  for (const file of files) {
    it(`say of each its version, its licence and its words: ${file}`, () => {
      const sections = sectionsOf(readFileSync(join(projectDirectory, file), 'utf8'))
      assert.ok(sections.length > 40, `${sections.length}`)
      for (const section of sections) {
        const [title = '', licence = '', , ...words] = section.split('\n')
        assert.match(title, /^(@[\w.-]+\/)?[\w.-]+ \d+\.\d+\.\d+\S*$/)
        assert.match(licence, /^Licence: \S/)
        assert.ok(words.join('').length > 200, title)
      }
    })
  }

  const bundles = JSON.parse(readFileSync(join(projectDirectory, 'dist/inputs.json'), 'utf8')) as string[][]
  for (const [index, file] of files.entries()) {
    it(`leave out nothing of which a file was bundled: ${file}`, () => {
      const text = readFileSync(join(projectDirectory, file), 'utf8')
      const folders = (bundles[index] ?? []).flatMap((path) => {
        const parts = path.split('/')
        const last = parts.lastIndexOf('node_modules')
        const length = parts[last + 1]?.startsWith('@') === true ? 3 : 2
        return last < 0 ? [] : [parts.slice(0, last + length).join('/')]
      })
      assert.ok(new Set(folders).size > 40)
      for (const folder of new Set(folders)) {
        const manifest = readFileSync(
          join(projectDirectory, folder.replace(/^[a-z-]+:/, ''), 'package.json'),
          'utf8',
        )
        const { name, version } = JSON.parse(manifest) as { readonly name: string; readonly version: string }
        assert.ok(text.includes(`\n${name} ${version.replace('v', '')}\n`), `${name} ${version}`)
      }
    })
  }

  describe('of a package', () => {
    let root: string
    beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'mfa-gate-notices-'))))
    afterEach(() => rmSync(root, { recursive: true, force: true }))

    const bundle = {
      outputs: { 'x.js': { inputs: { 'node_modules/a/node_modules/@b/c/x.js': { bytesInOutput: 1 } } } },
    }
    const written = (files: Readonly<Record<string, string>>): Promise<string> => {
      const folder = join(root, 'node_modules/a/node_modules/@b/c')
      mkdirSync(folder, { recursive: true })
      for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
      return notices(root, bundle as unknown as Metafile)
    }
    const manifest = JSON.stringify({ name: '@b/c', version: '1.0.0', license: 'MIT' })
    const words = 'Copyright B\n\nPermission is hereby granted, free of charge, …'

    it('have every file of terms', async () => {
      const text = await written({ 'package.json': manifest, 'LICENSE.md': words, NOTICE: 'By B.' })
      assert.match(text, /^@b\/c 1\.0\.0\nLicence: MIT\n\nCopyright B\n[^]*…\n\nBy B\.\n$/m)
    })

    it('have the part of its readme, where the terms stand there alone', async () => {
      const text = await written({
        'package.json': manifest,
        'README.md': `# C\n\n## License\n\n${words}\n\n## More\nx`,
      })
      assert.ok(text.endsWith(`Licence: MIT\n\n${words}\n`), text)
    })

    const refused: readonly [title: string, files: Readonly<Record<string, string>>, says: RegExp][] = [
      ['no words of a licence', { 'package.json': manifest }, /@b\/c 1\.0\.0 brings no words/],
      [
        'a readme that names it only',
        { 'package.json': manifest, 'README.md': '## License\nMIT\n' },
        /brings no words/,
      ],
      [
        'no licence',
        { 'package.json': '{"name":"@b/c","version":"1.0.0"}' },
        /does not say under which licence/,
      ],
    ]
    for (const [title, files, says] of refused)
      it(`fail the build where there is ${title}`, () => assert.rejects(written(files), says))
  })
})
