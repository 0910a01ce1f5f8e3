import type { Environment } from '../config/environment.ts'
import { namesIn } from '../config/overlaid.ts'

/** Names of variables and of stack config keys whose values are secrets. */
const secretName =
  /SECRET|PASSWORD|PASSWD|TOKEN|HEADER|ASSERTION|CREDENTIAL|CERTIFICATE|PRIVATE|PASSPHRASE|_KEY$|_PAT$/i
/** Names that say secret and hold an address, a path or a choice, unless somebody took one variable for the other. */
const openName = /_(URL|URI|PATH|FILE|PATHS)$|^AZURE_TOKEN_CREDENTIALS$|_SEND_CERTIFICATE_CHAIN$/i
/** Shorter values are switches such as `true`; no secret is that short. */
const shortestSecret = 6
/** What is longer is no message for people, and may have been made to take time. */
const longestText = 8_000

/**
 * What is a secret by its form, whoever holds it. A text may have been cut within one, so that every form may also end
 * where the text does; and none of them begins within what it has passed over, so that time grows with the text alone.
 */
const forms: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, '[secret]'],
  [/eyJ[\w-]{6,}(\.[\w-]+)*/g, '[secret]'],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 [secret]'],
  [
    /\b(client_secret|client_assertion|assertion|password|refresh_token|access_token|id_token|code)=[^&\s"]+/g,
    '$1=[secret]',
  ],
  [
    /((?<!\\)\\*"(?:access_token|accessToken|refresh_token|id_token|oidcToken|value|token|client_secret)\\*"\s*:\s*)\\*"[^"]*("|$)/g,
    '$1"[secret]"',
  ],
  [/Headers: \{.*?(\}(?= - |\s*$)|$)/gm, 'Headers: [left out]'],
  // As far as the last @ of a word: a password may hold one, and a slash.
  [/\/\/[^\s"'<>]*@/g, '//[secret]@'],
  [/(?<![\w.+-])[\w.+-]+@[\w-]+(\.[\w-]+)+/g, '[user]'],
]

/** Takes everything out of a text that must not be printed: the values of this environment, and secrets by form. */
export function redactor(environment: Environment): (text: string) => string {
  const values = new Map(
    secretsIn(environment).flatMap(([value, substitute]) =>
      writtenForms(value).map((form) => [form, substitute]),
    ),
  )
  const longestFirst = [...values].sort(([one], [other]) => other.length - one.length)
  return (text) => {
    const known = longestFirst.reduce((rest, [value, substitute]) => rest.replaceAll(value, substitute), text)
    return forms.reduce((rest, [form, replacement]) => rest.replace(form, replacement), cut(known))
  }
}

/** At a blank, so that no secret loses what it is known by. */
function cut(text: string): string {
  if (text.length <= longestText) return text
  const start = text.slice(0, longestText)
  return `${start.slice(0, start.search(/\S*$/))}[cut]`
}

/** Each with what is shown in its place. */
function secretsIn(environment: Environment): readonly (readonly [value: string, replacement: string])[] {
  const own = namesIn(environment)
    .filter((name) => secretName.test(name))
    .map((name) => [name, environment[name]] as const)
  const stack = Object.entries(parse(environment['PULUMI_CONFIG'])).filter(([name]) => secretName.test(name))
  return [...own, ...stack]
    .map(([name, value]) => [valueOf(value), openName.test(name) ? `[${name}]` : '[secret]'] as const)
    .filter(([value]) => value.length >= shortestSecret)
}

function valueOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : ''
}

/** A value as it may stand in addresses, forms, headers and JSON. */
function writtenForms(value: string): readonly string[] {
  const encoded = encodeURIComponent(value)
  const json = JSON.stringify(value).slice(1, -1)
  return [value, encoded, encoded.replaceAll('%20', '+'), json, Buffer.from(value).toString('base64')]
}

function parse(text: string | undefined): object {
  try {
    const parsed: unknown = JSON.parse(text ?? '')
    return typeof parsed === 'object' && parsed !== null ? parsed : {}
  } catch {
    return {}
  }
}
