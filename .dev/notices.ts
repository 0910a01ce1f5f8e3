import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Metafile } from 'esbuild'

/** A package of which something is in a bundle. */
interface Bundled {
  readonly name: string
  readonly version: string
  readonly license: string
  /** Its own words: the terms, and the notices that go with them. */
  readonly terms: readonly string[]
}

const packageFolder = /^(?:[a-z-]+:)?(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//

/** The folders of the packages whose files went into a bundle. */
function bundledFolders({ outputs }: Metafile): ReadonlySet<string> {
  const paths = Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs))
  const folders = paths.map((path) => packageFolder.exec(path)?.[1])
  return new Set(folders.filter((folder) => folder !== undefined))
}

/** What the licences of bundled packages ask to be handed on: every name, its licence and its words. */
export async function notices(root: string, metafile: Metafile): Promise<string> {
  const folders = [...bundledFolders(metafile)].map((folder) => join(root, folder))
  const packages = await Promise.all(folders.map(bundledIn))
  const sections = new Map(packages.map((bundled) => [`${bundled.name} ${bundled.version}`, bundled]))
  const sorted = [...sections].sort(([one], [other]) => (one < other ? -1 : 1))
  return [heading, ...sorted.map(([title, bundled]) => sectionOf(title, bundled))].join(`\n${line}\n\n`)
}

const line = '-'.repeat(80)

const heading = `entra-mfa-gate has parts of other programs in it. Each stands under its own licence, whose words follow.
`

function sectionOf(title: string, { license, terms }: Bundled): string {
  return `${title}\nLicence: ${license}\n\n${terms.join('\n\n')}\n`
}

async function bundledIn(folder: string): Promise<Bundled> {
  const { name, version, license } = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  ) as Partial<Bundled>
  if (name === undefined || version === undefined || typeof license !== 'string')
    throw new Error(`${folder} does not say under which licence it stands; ask its authors, or do without it`)
  const plain = version.replace(/^v/, '')
  return { name, version: plain, license, terms: await termsIn(folder, `${name} ${plain}`) }
}

async function termsIn(folder: string, title: string): Promise<readonly string[]> {
  const files = await readdir(folder)
  const own = files.filter((file) => /^(licen[sc]e|copying|notice)/i.test(file)).sort()
  const texts = await Promise.all(own.map((file) => readFile(join(folder, file), 'utf8')))
  if (texts.length > 0) return texts.map((text) => text.trim())
  const readme = files.find((file) => /^readme/i.test(file))
  const text = readme === undefined ? '' : await readFile(join(folder, readme), 'utf8')
  const [, section] = /\n#+ licen[sc]e\s*\n(.*?)(?=\n#|$(?![^]))/is.exec(text) ?? []
  if (section?.includes('Permission is hereby granted') !== true)
    throw new Error(`${title} brings no words of its licence, neither in a file nor in its readme`)
  return [section.trim()]
}
