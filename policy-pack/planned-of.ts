import { type Planned, Veiled } from '../src/rules/guards/planned.ts'

/** Pulumi's marks on the wire: the key that says a value is a special one, and which. */
const signatureKey = '4dabf18193072939515e22adb298388d'
const secretSignature = '1b47061264138c4ac30d75fd1eb44270'
const outputSignature = 'd0e6a833031e9bbcd3f4e8bde6ca49a4'

/** A value that is not known yet, by what it will be. */
const unknowns: ReadonlySet<unknown> = new Set([
  '1c4a061d-8072-4f0a-a4cb-0ff528b18fe7',
  '3eeb2bf0-c639-47a8-9e75-3b44932eb421',
  '04da6b54-80e4-46f7-96ec-b56ff0331ba9',
  '6a19a0b0-7e62-4c92-b797-7f8e31da9cc2',
  '030794c1-ac77-496b-92df-f27374a8bd58',
  'e48ece36-62e2-4504-bad9-02848725956a',
  'dd056dcd-154b-4c76-9bd3-c8f88648b5ff',
])

/** Takes a value as it stands on the wire, or as @pulumi/policy hands it out. */
export function plannedOf(value: unknown): Planned {
  if (unknowns.has(value)) return new Veiled('unknown')
  if (value === undefined || value === null) return null
  if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string') return value
  if (typeof value !== 'object') return new Veiled('unreadable')
  if (Array.isArray(value)) return value.map((_, index) => look(value, String(index)))
  return signed(value) ?? members(value)
}

function members(value: object): Planned {
  // An asset, an archive, a promise: nothing that a policy is written in.
  if (![Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null))
    return new Veiled('unreadable')
  return Object.fromEntries(Object.keys(value).map((key) => [key, look(value, key)]))
}

function signed(value: object): Planned | undefined {
  const mark = look(value, signatureKey)
  if (mark === null) return undefined
  if (mark === secretSignature) return new Veiled('secret')
  if (mark !== outputSignature) return new Veiled('unreadable')
  if (look(value, 'secret') === true) return new Veiled('secret')
  return 'value' in value ? look(value, 'value') : new Veiled('unknown')
}

/** @pulumi/policy throws where a preview does not know the value. */
function look(value: object, key: string): Planned {
  try {
    return plannedOf((value as Readonly<Record<string, unknown>>)[key])
  } catch {
    return new Veiled('unknown')
  }
}
