import { type Reply, withHeaders } from '../../http/reply.ts'
import { raw, headOf } from '../../http/raw.ts'
import type { SharedFault } from '../fault.ts'

/** What the body is, where it is no longer the JSON that it was, or not that alone. */
export const contentFaults = {
  'byte-order-mark': text((json) => `\uFEFF${json}`),
  'utf-16': bytes((json) => Buffer.from(`\uFEFF${json}`, 'utf16le')),
  'bad-utf-8': bytes((json) =>
    Buffer.concat([Buffer.from(json.slice(0, -1)), Buffer.from(',"x":"\xff\xfe"}', 'latin1')]),
  ),
  'nul-bytes': text((json) => `${json}\0\0`),
  'nul-in-string': text((json) => json.replace('{', '{"x":"\0",')),
  'trailing-brace': text((json) => `${json}}`),
  'trailing-comma': text((json) => json.replace(/\}$/, ',}')),
  'two-documents': text((json) => `${json}\n${json}`),
  'cut-json': text((json) => json.slice(0, -1)),
  'half-json': text((json) => json.slice(0, Math.floor(json.length / 2))),
  'single-quotes': text((json) => json.replaceAll('"', "'")),
  'unquoted-keys': text((json) => json.replaceAll(/"(\w+)":/g, '$1:')),
  comment: text((json) => `/* said by a proxy */ ${json}`),
  jsonp: text((json) => `callback(${json})`),
  'xssi-prefix': text((json) => `)]}',\n${json}`),
  'not-a-number': text(() => '{"value":NaN}'),
  'number-beyond': text(() => '{"value":1e999}'),
  'null-body': text(() => 'null'),
  'true-body': text(() => 'true'),
  'number-body': text(() => '95'),
  'string-body': text(() => '"95%"'),
  'array-body': text((json) => `[${json}]`),
  'empty-object': text(() => '{}'),
  'empty-array': text(() => '[]'),
  whitespace: text(() => ' \r\n\t'),
  'json-in-json': text((json) => JSON.stringify(json)),
  'proto-key': text((json) => json.replace('{', '{"__proto__":{"value":[]},')),
  'deep-array': text(() => '['.repeat(100_000)),
  'deep-object': text(() => '{"value":'.repeat(50_000)),
  'many-keys': text((json) => json.replace('{', `{${many((at) => `"k${at}":0`)},`)),
  'long-string': text((json) => json.replace('{', `{"x":"${'a'.repeat(4_000_000)}",`)),
  'long-key': text((json) => json.replace('{', `{"${'k'.repeat(1_000_000)}":0,`)),
  'long-number': text((json) => json.replace('{', `{"x":${'9'.repeat(1_000_000)},`)),
  xml: text(() => '<?xml version="1.0"?><feed><entry/></feed>'),
  'plain-text': text(() => 'OK'),
  'shell-escape': text(() => '\u001b]0;owned\u0007\u001b[2J'),
} as const satisfies Record<string, SharedFault>

/** What the headers say that the body is, where the body is right. */
export const typeFaults = {
  'no-type': { reply: ({ headers: { 'Content-Type': _, ...headers }, ...rest }) => ({ ...rest, headers }) },
  'type-empty': typed(''),
  'type-html': typed('text/html; charset=utf-8'),
  'type-text': typed('text/plain'),
  'type-text-json': typed('text/json'),
  'type-octets': typed('application/octet-stream'),
  'type-problem': typed('application/problem+json'),
  'type-xml': typed('application/xml'),
  'type-upper-case': typed('APPLICATION/JSON'),
  'type-utf-16': typed('application/json; charset=utf-16'),
  'type-two': typed('application/json, text/html'),
  'type-broken': typed('application/json;;;=;charset'),
  'type-parameters': typed(
    `application/json;${many((at) => `p${at}=1`)
      .replaceAll(',', ';')
      .slice(0, 8_000)}`,
  ),
  'disposition-attachment': headed('Content-Disposition', 'attachment; filename="report.json"'),
  'range-of-whole': headed('Content-Range', 'bytes 0-9/100'),
  'location-in-200': { reply: (ordinary, site) => withHeaders(ordinary, { Location: site.elsewhere }) },
  'refresh-in-200': {
    reply: (ordinary, site) => withHeaders(ordinary, { Refresh: `0; url=${site.elsewhere}` }),
  },
  'link-in-200': {
    reply: (ordinary, site) => withHeaders(ordinary, { Link: `<${site.elsewhere}>; rel="next"` }),
  },
  'cookie-in-200': headed('Set-Cookie', 'session=1; Domain=localhost; Path=/'),
  'warning-stale': headed('Warning', '110 - "Response is Stale"'),
  'age-of-a-year': headed('Age', '31536000'),
  'from-cache': headed('X-Cache', 'HIT'),
} as const satisfies Record<string, SharedFault>

/** Where a client is sent that asked for something else. */
export const redirectFaults = {
  'redirect-to-itself': leading((asked) => asked),
  'redirect-relative': leading(() => '/elsewhere'),
  'redirect-plain-http': leading((_, elsewhere) => elsewhere.replace('https:', 'http:')),
  'redirect-file': leading(() => 'file:///etc/passwd'),
  'redirect-no-address': leading(() => ''),
  'redirect-broken': leading(() => 'https://[::'),
  'redirect-credentials': leading((_, elsewhere) =>
    elsewhere.replace('https://', 'https://graph.microsoft.com@'),
  ),
} as const satisfies Record<string, SharedFault>

function text(change: (json: string) => string): SharedFault {
  return { reply: (ordinary) => ({ ...ordinary, status: 200, body: change(asText(ordinary)) }) }
}

function bytes(change: (json: string) => Buffer): SharedFault {
  return {
    reply: (ordinary) => ({
      ...ordinary,
      delivery: raw((parcel) => {
        const body = change(parcel.body.toString('utf8'))
        return Buffer.concat([
          Buffer.from(`${headOf(parcel, `Content-Length: ${body.length}`)}\r\n\r\n`),
          body,
        ])
      }),
    }),
  }
}

function typed(type: string): SharedFault {
  return headed('Content-Type', type)
}

function headed(name: string, value: string): SharedFault {
  return { reply: (ordinary) => withHeaders(ordinary, { [name]: value }) }
}

function leading(to: (asked: string, elsewhere: string) => string): SharedFault {
  return {
    reply: (ordinary, { elsewhere }) => ({
      ...ordinary,
      body: '',
      delivery: raw((parcel) => {
        const target = to(parcel.incoming.path, elsewhere)
        const found = { ...parcel, status: 302 }
        return `${headOf(found, `Location: ${target}`, 'Content-Length: 0')}\r\n\r\n`
      }),
    }),
  }
}

function asText({ body }: Reply): string {
  return typeof body === 'string' ? body : JSON.stringify(body)
}

function many(one: (at: number) => string): string {
  return Array.from({ length: 20_000 }, (_, at) => one(at)).join(',')
}
