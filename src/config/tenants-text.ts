import { guid } from '../model/guid.ts'
import type { CredentialEntry, TenantEntry, TenantsDocument } from '../schemas/tenants-document.ts'
import isTenantsDocument from '../schemas/compiled/is-tenants-document.cjs'
import { type Located, parseLocated } from './located-text.ts'
import { type Discretion, problem, type SchemaProblem } from './schema-sentence.ts'

/**
 * Reads a tenants document from YAML or JSON text; `file` is only for messages, which repeat nothing that stands under
 * `credential`: somebody may have put a secret there.
 * @throws ConfigurationError with a sentence per problem: `file:line:column (/json/path): what; what to do`.
 */
export function parseTenants(text: string, file: string): Located<TenantsDocument> {
  return parseLocated(text, file, {
    validator: isTenantsDocument,
    further: ({ tenants }) => [
      ...tenants.flatMap(tenantProblems),
      ...repeated(tenants, 'tenant'),
      ...repeated(tenants, 'name'),
    ],
    discretion,
  })
}

/** A secret may stand where its name should, also as a key, and beside `credential` when a line is indented wrongly. */
const discretion: Discretion = {
  hidesKeysOf: (path) => path.includes('credential'),
  showsTextAt: (path) =>
    !path.includes('credential') && ['tenant', 'name', 'cloud'].includes(path.at(-1) ?? ''),
}

const domain = /^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/i

function tenantProblems(entry: TenantEntry, index: number): readonly SchemaProblem[] {
  const path = ['tenants', String(index)]
  const { tenant, credential } = entry
  const clear = guid.test(tenant) || domain.test(tenant)
  return [
    ...(clear
      ? []
      : [
          problem(
            [...path, 'tenant'],
            `tenant "${tenant}" is neither an id (a GUID) nor a domain; give one of them`,
          ),
        ]),
    ...(credential === undefined ? [] : credentialProblems(credential, [...path, 'credential'])),
  ]
}

const proofs = ['secretFrom', 'certificateFrom', 'federatedTokenFrom'] as const
const places = [...proofs, 'certificatePasswordFrom'] as const

function credentialProblems(entry: CredentialEntry, path: readonly string[]): readonly SchemaProblem[] {
  const given = proofs.filter((key) => entry[key] !== undefined)
  const unclear = places.filter((key) => {
    const place = entry[key]
    return place !== undefined && Object.keys(place).length !== 1
  })
  return [
    ...(given.length > 1
      ? [problem(path, `credential has ${given.join(' and ')}; an app signs in in one way, so keep one`)]
      : []),
    ...(entry.certificatePasswordFrom !== undefined && entry.certificateFrom === undefined
      ? [problem(path, 'certificatePasswordFrom opens a certificate; add "certificateFrom"')]
      : []),
    ...unclear.map((key) => problem([...path, key], `${key} needs "env" or "file", one of them`)),
  ]
}

/** Two entries of one tenant, or two tenants of one name, could not be told apart in the history. */
function repeated(tenants: readonly TenantEntry[], key: 'tenant' | 'name'): readonly SchemaProblem[] {
  const first = new Map<string, number>()
  return tenants.flatMap((entry, index): readonly SchemaProblem[] => {
    const value = entry[key]?.toLowerCase()
    if (value === undefined) return []
    const earlier = first.get(value)
    first.set(value, earlier ?? index)
    if (earlier === undefined) return []
    const sentence = `${key} "${entry[key] ?? ''}" is taken by entry ${earlier}; every tenant is listed once, under a name of its own`
    return [problem(['tenants', String(index), key], sentence)]
  })
}
