import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { changes } from '../src/rules/lock.ts'
import { lockoutGuard } from '../src/schemas/guard-settings.ts'
import { rulesDocumentSchema } from '../src/schemas/rules-document.ts'
import { stackOverrideSchema } from '../src/schemas/stack-override.ts'
import { tenantsDocumentSchema } from '../src/schemas/tenants-document.ts'

interface Property {
  readonly description?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly properties?: Readonly<Record<string, Property>>
  readonly items?: Property
  readonly required?: readonly string[]
}

const begin = '<!-- reference: written by .dev/rules-reference.ts from the schema -->'
const end = '<!-- end of reference -->'

/** The page with its reference written anew. A test fails while the page differs from it. */
export function withReference(page: string, reference = rulesReference): string {
  const [before = '', rest = ''] = page.split(begin)
  const after = rest.split(end)[1] ?? '\n'
  return `${before}${begin}\n\n${reference()}\n${end}${after}`
}

export const pagePath = join(import.meta.dirname, '..', 'docs', 'rules.md')
export const auditPagePath = join(import.meta.dirname, '..', 'docs', 'audit.md')

function rulesReference(): string {
  const document: Property = rulesDocumentSchema
  const properties = document.properties ?? {}
  const ramp = properties['rules']?.items?.properties?.['minimum']?.items
  return [
    table('The document', document),
    ...(['rules', 'stacks', 'waivers'] as const).map((key) =>
      table(`Each of \`${key}:\``, properties[key]?.items),
    ),
    table('Each step of `minimum:`', ramp),
    table('Each of `guards:`', properties['guards']?.properties?.[lockoutGuard]),
    table('`waiverLimits:`', properties['waiverLimits']),
    changesTable(),
  ].join('\n')
}

function changesTable(): string {
  const rows = Object.entries(changes).map(([key, { locked }]) => {
    const name = key === 'enforcement' ? 'enforcementLevel' : key
    const stacks = Object.hasOwn(stackOverrideSchema.properties, key) ? 'yes' : 'no'
    return `| \`${name}\` | ${stacks} | ${locked} |`
  })
  return [
    '### What policy configuration may change',
    '',
    '| key | an entry of `stacks:` too | of a locked rule |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}

/** Of docs/audit.md. */
export function tenantsReference(): string {
  const document: Property = tenantsDocumentSchema
  const tenant = document.properties?.['tenants']?.items
  const credential = tenant?.properties?.['credential']
  return [
    table('The document', document),
    table('Each of `tenants:`', tenant),
    table('`credential:`', credential),
    table('Each `…From:`', credential?.properties?.['secretFrom']),
  ].join('\n')
}

function table(title: string, of: Property | undefined): string {
  const rows = Object.entries(of?.properties ?? {}).map(([name, property]) => {
    const must = of?.required?.includes(name) === true ? ' (required)' : ''
    const says = [property.description ?? '', ...valuesOf(property)].join(' ')
    return `| \`${name}\`${must} | ${[property.type].flat().join(', ')} | ${says.replaceAll('|', '\\|')} |`
  })
  return [`### ${title}`, '', '| key | type | meaning |', '| --- | --- | --- |', ...rows, ''].join('\n')
}

function valuesOf({ enum: values, description = '' }: Property): readonly string[] {
  const missing = values?.filter((value) => !description.includes(String(value))) ?? []
  return missing.length === 0 ? [] : [`One of ${(values ?? []).map(String).join(', ')}.`]
}

if (import.meta.main) {
  await writeFile(pagePath, withReference(await readFile(pagePath, 'utf8')))
  await writeFile(auditPagePath, withReference(await readFile(auditPagePath, 'utf8'), tenantsReference))
}
