import { mkdir, writeFile } from 'node:fs/promises'
import { Ajv } from 'ajv'
import standalone from 'ajv/dist/standalone/index.js'
import addFormats from 'ajv-formats'
import { format, resolveConfig } from 'prettier'
import { publishedSchemas, schemas } from '../src/schemas/all.ts'
import { evidenceSchemas } from '../src/schemas/evidence/all.ts'

/** Every file of compiled schemas, in `src/schemas`. */
export const compiledSchemas = {
  'compiled.cjs': schemas,
  'evidence/compiled-evidence.cjs': evidenceSchemas,
} as const

/** Compiles the schema literals to plain functions, so that no start of the gate pays for ajv's compiler. */
export async function compileSchemas(directory: string): Promise<void> {
  for (const [file, group] of Object.entries(compiledSchemas)) await compile(`${directory}/${file}`, group)
}

async function compile(
  file: string,
  group: Readonly<Record<string, { readonly $id: string }>>,
): Promise<void> {
  const ajv = new Ajv({
    // For files that people write every problem is told; bodies from the network are checked the same way, being small.
    allErrors: true,
    allowUnionTypes: true,
    strict: true,
    verbose: true,
    code: { source: true, lines: true },
    schemas: Object.values(group),
  })
  addFormats.default(ajv, ['uuid'])
  const names = Object.fromEntries(Object.entries(group).map(([name, { $id }]) => [name, $id]))
  await writeFile(file, standalone.default(ajv, names))
}

/** The text of every schema in `docs/schemas`, by file name. */
export async function publishedTexts(): Promise<ReadonlyMap<string, string>> {
  const options = { ...(await resolveConfig(import.meta.filename)), parser: 'json' }
  const texts = Object.entries(publishedSchemas).map(async ([name, schema]) => {
    return [name, await format(JSON.stringify(schema, null, 2), options)] as const
  })
  return new Map(await Promise.all(texts))
}

/** Writes `docs/schemas`. A test fails while they differ from the literals. */
export async function publishSchemas(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true })
  for (const [name, text] of await publishedTexts()) await writeFile(`${directory}/${name}`, text)
}

if (import.meta.main) {
  const root = `${import.meta.dirname}/..`
  await compileSchemas(`${root}/src/schemas`)
  await publishSchemas(`${root}/docs/schemas`)
}
