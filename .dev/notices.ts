import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Metafile } from 'esbuild'

/** A package of which something is in a bundle. */
export interface Bundled {
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

/** The packages of which something is in one of these bundles, each once, by name. */
export async function bundledPackages(
  root: string,
  ...metafiles: readonly Metafile[]
): Promise<readonly Bundled[]> {
  const folders = new Set(metafiles.flatMap((metafile) => [...bundledFolders(metafile)]))
  const packages = await Promise.all([...folders].map((folder) => bundledIn(join(root, folder))))
  const byTitle = new Map(packages.map((bundled) => [titleOf(bundled), bundled]))
  return [...byTitle].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, bundled]) => bundled)
}

/** What the licences of bundled packages ask to be handed on: every name, its licence and its words. */
export async function notices(root: string, metafile: Metafile): Promise<string> {
  const packages = await bundledPackages(root, metafile)
  return [heading, ...packages.map(sectionOf)].join(`\n${line}\n\n`)
}

const titleOf = ({ name, version }: Bundled): string => `${name} ${version}`

const line = '-'.repeat(80)

const heading = `entra-mfa-gate has parts of other programs in it. Each stands under its own licence, whose words follow.
`

function sectionOf(bundled: Bundled): string {
  const { license, terms } = bundled
  return `${titleOf(bundled)}\nLicence: ${license}\n\n${terms.join('\n\n')}\n`
}

async function bundledIn(folder: string): Promise<Bundled> {
  const { name, version, license } = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  ) as Partial<Bundled>
  if (name === undefined || version === undefined || typeof license !== 'string')
    throw new Error(`${folder} does not say under which licence it stands; ask its authors, or do without it`)
  const plain = version.replace(/^v/, '')
  const written = await writtenOut(name)
  const terms = written === undefined ? await termsIn(folder, `${name} ${plain}`) : [written]
  return { name, version: plain, license, terms }
}

/**
 * For a package whose manifest says MIT and names its authors, and which forgot the words: those of that licence, with
 * these authors.
 */
async function writtenOut(name: string): Promise<string | undefined> {
  const files = await readdir(licences)
  const file = `${name.replace('/', '+')}.txt`
  return files.includes(file) ? (await readFile(join(licences, file), 'utf8')).trim() : undefined
}

const licences = join(import.meta.dirname, 'licences')

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
