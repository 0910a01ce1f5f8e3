import { Ajv, type ErrorObject } from 'ajv'
import type { PackConfig, PolicyInfo } from './policy-config.ts'

/** Every complaint about the configuration, each as `policy: place: sentence`, in the CLI's words. */
export function configComplaints(policies: readonly PolicyInfo[], config: PackConfig): readonly string[] {
  return policies.flatMap((policy) =>
    schemaErrors(policy, config.get(policy.name)?.properties ?? {}).map(
      (error) => `${policy.name}: ${error}`,
    ),
  )
}

/** As in the CLI nothing but `properties` and `required` is looked at, so unknown keys pass. */
function schemaErrors({ schema }: PolicyInfo, properties: object): readonly string[] {
  if (schema === undefined) return []
  const ajv = new Ajv({ allErrors: true, strict: false, verbose: true })
  const validate = ajv.compile({ type: 'object', properties: schema.properties, required: schema.required })
  validate(properties)
  return (validate.errors ?? []).map(located)
}

function located(error: ErrorObject): string {
  const place = error.instancePath.split('/').slice(1).join('.')
  return `${place === '' ? '' : `${place}: `}${sentence(error, place)}`
}

/** For the keywords of this pack's own schema the words are the CLI's, for others those of the validator. */
function sentence({ keyword, params, data, schema, message }: ErrorObject, place: string): string {
  switch (keyword) {
    case 'type':
      return `Invalid type. Expected: ${typeList(schema)}, given: ${typeName(data)}`
    case 'required':
      return `${String(params['missingProperty'])} is required`
    case 'enum':
      return `${place} must be one of the following: ${(schema as unknown[]).map((it) => JSON.stringify(it)).join(', ')}`
    case 'minimum':
      return `Must be greater than or equal to ${String(params['limit'])}`
    default:
      return message ?? keyword
  }
}

function typeList(schema: unknown): string {
  return Array.isArray(schema) ? `[${schema.join(',')}]` : String(schema)
}

function typeName(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return Number.isInteger(value) ? 'integer' : typeof value
}
