import type { ErrorObject } from 'ajv'

/** What a schema found wrong with a value, to follow its name: `must be a number`. No keyword of JSON Schema is told. */
export function plainError({ keyword, params }: Pick<ErrorObject, 'keyword' | 'params'>): string {
  const say = sentences[keyword]
  return say === undefined ? 'is not allowed' : say(params as Record<string, never>)
}

/** A type of JSON with its article. */
function plainType(type: string): string {
  return type
    .split(',')
    .map((one) => types[one] ?? `a ${one}`)
    .join(' or ')
}

const types: Readonly<Record<string, string>> = {
  object: 'a mapping of keys to values',
  array: 'a list',
  string: 'a text',
  integer: 'a whole number',
  boolean: 'true or false',
  null: 'nothing',
}

type Say = (params: Readonly<Record<string, unknown>>) => string

const sentences: Readonly<Record<string, Say>> = {
  type: ({ type }) => `must be ${plainType(String(type))}`,
  required: ({ missingProperty }) => `lacks "${String(missingProperty)}"`,
  additionalProperties: ({ additionalProperty }) => `has an unknown key "${String(additionalProperty)}"`,
  enum: ({ allowedValues }) =>
    `must be one of ${(allowedValues as readonly unknown[]).map(String).join(', ')}`,
  const: ({ allowedValue }) => `must be ${JSON.stringify(allowedValue)}`,
  minimum: ({ limit }) => `must be at least ${String(limit)}`,
  maximum: ({ limit }) => `must be at most ${String(limit)}`,
  exclusiveMinimum: ({ limit }) => `must be above ${String(limit)}`,
  exclusiveMaximum: ({ limit }) => `must be below ${String(limit)}`,
  minLength: ({ limit }) =>
    limit === 1 ? 'must not be empty' : `must have at least ${String(limit)} characters`,
  maxLength: ({ limit }) => `must have at most ${String(limit)} characters`,
  minItems: ({ limit }) => `must have at least ${amountOf(limit, 'entry', 'entries')}`,
  maxItems: ({ limit }) => `must have at most ${amountOf(limit, 'entry', 'entries')}`,
  minProperties: ({ limit }) => `must have at least ${amountOf(limit, 'key', 'keys')}`,
  maxProperties: ({ limit }) => `must have at most ${amountOf(limit, 'key', 'keys')}`,
  uniqueItems: ({ i, j }) => `has the same entry twice (entries ${String(j)} and ${String(i)})`,
  propertyNames: ({ propertyName }) => `has a key that is not allowed: "${String(propertyName)}"`,
  anyOf: () => 'is none of the forms that are allowed',
  oneOf: () => 'is none of the forms that are allowed',
  not: () => 'is not allowed',
  format: ({ format }) => (format === 'uuid' ? 'must be a GUID' : 'is not of the form that is allowed'),
  pattern: () => 'is not of the form that is allowed',
}

function amountOf(limit: unknown, one: string, many: string): string {
  return `${String(limit)} ${limit === 1 ? one : many}`
}
