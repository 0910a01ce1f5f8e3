import type { ErrorObject } from 'ajv'

/** What a scenario has wrong, in words that follow its path: `must be a whole number`. */
export function plainError({ keyword, params }: ErrorObject): string {
  const limit = String(params['limit'])
  switch (keyword) {
    case 'type':
      return `must be ${String(params['type']).split(',').map(articled).join(' or ')}`
    case 'minimum':
      return `must be at least ${limit}`
    case 'maximum':
      return `must be at most ${limit}`
    case 'minLength':
      return limit === '1' ? 'must not be empty' : `must have at least ${limit} characters`
    case 'minItems':
    case 'minProperties':
      return `must have at least ${limit} ${limit === '1' ? 'entry' : 'entries'}`
    case 'additionalProperties':
      return `has an unknown key "${String(params['additionalProperty'])}"`
    case 'required':
      return `lacks "${String(params['missingProperty'])}"`
    default:
      return 'is not of the form that is allowed'
  }
}

function articled(type: string): string {
  return names[type] ?? `a ${type}`
}

const names: Readonly<Record<string, string>> = {
  object: 'a mapping of keys to values',
  array: 'a list',
  string: 'a text',
  integer: 'a whole number',
  boolean: 'true or false',
}
