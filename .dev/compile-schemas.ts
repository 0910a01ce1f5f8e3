import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import standalone from 'ajv/dist/standalone/index.js'
import addFormats from 'ajv-formats'
import { format, resolveConfig } from 'prettier'
import { publishedSchemas, schemas } from '../src/schemas/all.ts'

/**
 * Compiles the schema literals to plain functions, one in a file, so that no start of the gate pays for ajv's compiler.
 */
export async function compileSchemas(directory: string): Promise<void> {
  const ajv = new Ajv({
    // For files that people write every problem is told; bodies from the network are checked the same way, being small.
    allErrors: true,
    allowUnionTypes: true,
    strict: true,
    verbose: true,
    code: { source: true, lines: true },
    schemas: Object.values(schemas),
  })
  addFormats.default(ajv, ['uuid'])
  const folder = join(directory, 'compiled')
  await mkdir(folder, { recursive: true })
  for (const [name, { $id }] of Object.entries(schemas)) {
    const validate = ajv.getSchema($id)
    if (validate === undefined) throw new Error(`no schema ${$id}`)
    const file = join(folder, kebab(name))
    await writeFile(`${file}.cjs`, standalone.default(ajv, validate))
    await writeFile(`${file}.d.cts`, declarationOf(name))
  }
}

function declarationOf(name: string): string {
  return `import type { Validated } from '../validated.ts'
import type { Validator } from '../validator.ts'

declare const validator: Validator<Validated['${name}']>
export = validator
`
}

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** The text of every file in `docs/schemas`, by its name. */
export async function publishedTexts(): Promise<ReadonlyMap<string, string>> {
  const options = { ...(await resolveConfig(import.meta.filename)), parser: 'json' }
  const texts = Object.entries(publishedSchemas).map(async ([name, schema]) => {
    return [name, await format(JSON.stringify(schema, null, 2), options)] as const
  })
  return new Map([...(await Promise.all(texts)), ['README.md', schemasPage()]])
}

function schemasPage(): string {
  const rows = Object.entries(publishedSchemas).map(
    ([name, { title, description }]) =>
      `| [${title.replace('entra-mfa-gate ', '')}](${name}) | ${description} |`,
  )
  return `# Schemas

Every file that people write, and every one that the gate writes for programs, has a JSON Schema: in this folder, in the package as \`entra-mfa-gate/schemas/NAME\`,
and where its \`$id\` says.

| of | what it says |
| --- | --- |
${rows.join('\n')}
`
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
