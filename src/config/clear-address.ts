const userinfo = "[\\w.~!$&'()*+,;=:%-]*"
const host = '(?:[\\w.%-]+|\\[[0-9a-fA-F:.]+\\])'
const path = "(?:/[\\w.~!$&'()*+,;=:%-]*)*"
const query = "[\\w.~!$'()*+,;=:%/?&-]*"
const clear = new RegExp(
  `^[a-z][a-z0-9+.-]*://(?:${userinfo}@)?(?:${host}(?::\\d{1,5})?)?${path}(?:\\?${query})?$`,
  'i',
)

/**
 * The URL, if nobody could read it in another way: a password with `@`, `#`, `?` or `/` that is not percent-encoded
 * would end up in what people are shown of it. Undefined for everything in doubt.
 */
export function clearUrl(text: string): URL | undefined {
  if (!clear.test(text) || !isDecodable(text) || !URL.canParse(text)) return undefined
  const url = new URL(text)
  // Of `http:///path` the path would become the host.
  return text.includes(':///') && url.hostname !== '' ? undefined : url
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

const signs: readonly RegExp[] = [
  // `postgres://…`, `postgres//…`, `jdbc:…`; one letter and a colon is a drive of Windows.
  /^[a-z][a-z0-9+.-]+:/i,
  /^[a-z][a-z0-9+.-]*:?\/\//i,
  // `password@host`
  /^[^/\\]*@/,
  // `Host=…;Password=…`, `host/db?password=…`
  /(?:^|[;?&\s])(?:host|server|data source|address|addr|user ?(?:id|name)?|uid|pass(?:word|wd)?|pwd|port|database|dbname|initial catalog|sslmode|account ?key|shared ?access ?key)\s*=/i,
]

/** Whether a text that should be a path is more like an address or a connection string, in which a password may stand. */
export function looksLikeAddress(text: string): boolean {
  const withoutDrive = text.trim().replace(/^[a-z]:(?=[\\/])/i, '')
  const colon = withoutDrive.indexOf(':')
  // Of `./u:password@host`, which may be a mistyped address as well.
  const names = colon !== -1 && withoutDrive.lastIndexOf('@') > colon
  return names || signs.some((sign) => sign.test(withoutDrive))
}
