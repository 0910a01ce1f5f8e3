import type { Environment } from '../config/environment.ts'

/** Names of variables and of stack config keys whose values are secrets. */
const secretName =
  /SECRET|PASSWORD|PASSWD|TOKEN|HEADER|ASSERTION|CREDENTIAL|CERTIFICATE|PRIVATE|PASSPHRASE|_KEY$|_PAT$/i
/** Names that say secret and hold an address, a path or a choice. */
const openName = /_(URL|URI|PATH|FILE|PATHS)$|^AZURE_TOKEN_CREDENTIALS$|_SEND_CERTIFICATE_CHAIN$/i
/** Shorter values are switches such as `true`; no secret is that short. */
const shortestSecret = 6

/** What is a secret by its form, whoever holds it. */
const forms: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g, '[secret]'],
  [/eyJ[\w-]{6,}(\.[\w-]+)*/g, '[secret]'],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 [secret]'],
  [
    /\b(client_secret|client_assertion|assertion|password|refresh_token|access_token|id_token|code)=[^&\s"]+/g,
    '$1=[secret]',
  ],
  [
    /(\\*"(?:access_token|accessToken|refresh_token|id_token|oidcToken|value|token|client_secret)\\*"\s*:\s*)\\*"[^"]*"/g,
    '$1"[secret]"',
  ],
  [/Headers: \{.*?\}(?= - |\s*$)/g, 'Headers: [left out]'],
  [/(\/\/)[^/\s:@]+(:[^/\s@]*)?@/g, '$1[secret]@'],
  [/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, '[user]'],
]

/** Takes everything out of a text that must not be printed: the values of this environment, and secrets by form. */
export function redactor(environment: Environment): (text: string) => string {
  const values = [...new Set(secretsIn(environment).flatMap(writtenForms))].sort(
    (a, b) => b.length - a.length,
  )
  return (text) => {
    const known = values.reduce((rest, value) => rest.replaceAll(value, '[secret]'), text)
    return forms.reduce((rest, [form, replacement]) => rest.replace(form, replacement), known)
  }
}

function secretsIn(environment: Environment): readonly string[] {
  const own = Object.entries(environment).filter(([name]) => secretName.test(name) && !openName.test(name))
  const stack = Object.entries(parse(environment['PULUMI_CONFIG'])).filter(([name]) => secretName.test(name))
  return [...own, ...stack]
    .map(([, value]) => (typeof value === 'string' ? value.trim() : ''))
    .filter((value) => value.length >= shortestSecret)
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
