import { Ajv, type ErrorObject } from 'ajv'
import addFormats from 'ajv-formats'
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
  addFormats.default(ajv)
  const validate = ajv.compile({ type: 'object', properties: schema.properties, required: schema.required })
  validate(properties)
  return (validate.errors ?? []).map(located)
}

function located(error: ErrorObject): string {
  const place = error.instancePath.split('/').slice(1).join('.')
  return `${place === '' ? '' : `${place}: `}${sentence(error, place)}`
}

function sentence({ keyword, params, data, schema, message }: ErrorObject, place: string): string {
  const limit = String(params['limit'])
  switch (keyword) {
    case 'type':
      return `Invalid type. Expected: ${typeList(schema)}, given: ${typeName(data)}`
    case 'required':
      return `${String(params['missingProperty'])} is required`
    case 'enum':
      return `${place} must be one of the following: ${(schema as unknown[]).map((it) => JSON.stringify(it)).join(', ')}`
    case 'const':
      return `${place} does not match: ${JSON.stringify(schema)}`
    case 'minimum':
      return `Must be greater than or equal to ${limit}`
    case 'maximum':
      return `Must be less than or equal to ${limit}`
    case 'exclusiveMinimum':
      return `Must be greater than ${limit}`
    case 'exclusiveMaximum':
      return `Must be less than ${limit}`
    case 'multipleOf':
      return `Must be a multiple of ${String(params['multipleOf'])}`
    default:
      return sizeSentence(keyword, limit) ?? shapeSentence(keyword, params, schema) ?? message ?? keyword
  }
}

function sizeSentence(keyword: string, limit: string): string | undefined {
  const sentences: Readonly<Record<string, string>> = {
    minLength: `String length must be greater than or equal to ${limit}`,
    maxLength: `String length must be less than or equal to ${limit}`,
    minItems: `Array must have at least ${limit} items`,
    maxItems: `Array must have at most ${limit} items`,
    minProperties: `Must have at least ${limit} properties`,
    maxProperties: `Must have at most ${limit} properties`,
  }
  return sentences[keyword]
}

function shapeSentence(keyword: string, params: ErrorObject['params'], schema: unknown): string | undefined {
  const sentences: Readonly<Record<string, string>> = {
    pattern: `Does not match pattern '${String(schema)}'`,
    format: `Does not match format '${String(schema)}'`,
    uniqueItems: `array items[${String(params['j'])},${String(params['i'])}] must be unique`,
    contains: 'At least one of the items must match',
    additionalItems: 'No additional items allowed on array',
    additionalProperties: `Additional property ${String(params['additionalProperty'])} is not allowed`,
    propertyNames: `Property name of "${String(params['propertyName'])}" does not match`,
    dependencies: `Has a dependency on ${String(params['missingProperty'])}`,
    anyOf: 'Must validate at least one schema (anyOf)',
    oneOf: 'Must validate one and only one schema (oneOf)',
    not: 'Must not validate the schema (not)',
  }
  return sentences[keyword]
}

function typeList(schema: unknown): string {
  return Array.isArray(schema) ? `[${schema.join(',')}]` : String(schema)
}

function typeName(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return Number.isInteger(value) ? 'integer' : typeof value
}
