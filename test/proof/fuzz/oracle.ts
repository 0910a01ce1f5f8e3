/**
 * What may pass, worked out anew: nothing here is imported from the product. Each answers whether these bytes, taken as
 * Microsoft or this project documents them, say that at least 95 of 100 users are registered.
 */
import { createHash } from 'node:crypto'
import { unzipSync } from 'fflate'
import { parse } from 'yaml'

type Json = Readonly<Record<string, unknown>>

export const demanded = 95

function jsonIn(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''))
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function countIn(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? value : undefined
  if (typeof value === 'string' && /^[0-9]+$/.test(value)) return countIn(Number(value))
  return undefined
}

/** By whole numbers, so that no rounding can help. */
function enough(registered: number | undefined, population: number | undefined): boolean {
  if (registered === undefined || population === undefined) return false
  if (population === 0 || registered > population) return false
  return BigInt(registered) * 100n >= BigInt(population) * BigInt(demanded)
}

/** beta/reports/getCredentialUserRegistrationCount */
export function countReportGrants(bytes: Buffer): boolean {
  const body = jsonIn(bytes)
  if (!isObject(body) || 'error' in body || '@odata.nextLink' in body) return false
  const { value } = body
  if (!Array.isArray(value) || value.length !== 1 || !isObject(value[0])) return false
  const { totalUserCount, userRegistrationCounts } = value[0]
  if (!Array.isArray(userRegistrationCounts)) return false
  const mine = userRegistrationCounts.filter(
    (entry: unknown): entry is Json => isObject(entry) && entry['registrationStatus'] === 'mfaRegistered',
  )
  return mine.length === 1 && enough(countIn(mine[0]?.['registrationCount']), countIn(totalUserCount))
}

/** v1.0/reports/authenticationMethods/usersRegisteredByFeature, by mfaCapable */
export function summaryGrants(bytes: Buffer): boolean {
  const body = jsonIn(bytes)
  if (!isObject(body) || 'error' in body || '@odata.nextLink' in body) return false
  const { totalUserCount, userRegistrationFeatureCounts, userTypes = 'all', userRoles = 'all' } = body
  if (userTypes !== 'all' || userRoles !== 'all' || !Array.isArray(userRegistrationFeatureCounts))
    return false
  const mine = userRegistrationFeatureCounts.filter(
    (entry: unknown): entry is Json => isObject(entry) && entry['feature'] === 'mfaCapable',
  )
  return mine.length === 1 && enough(countIn(mine[0]?.['userCount']), countIn(totalUserCount))
}

/** v1.0/reports/authenticationMethods/userRegistrationDetails: pages, one after the other. */
export function detailsGrants(pages: readonly Buffer[]): boolean {
  const seen = new Map<string, boolean>()
  for (const [index, bytes] of pages.entries()) {
    const body = jsonIn(bytes)
    if (!isObject(body) || 'error' in body || !Array.isArray(body['value'])) return false
    for (const row of body['value'] as readonly unknown[]) {
      if (!isObject(row)) return false
      const { id, isMfaRegistered } = row
      if (typeof id !== 'string' || typeof isMfaRegistered !== 'boolean') return false
      const plain = id.toLowerCase().replaceAll(/[{}]/g, '')
      if (plain === '' || seen.has(plain)) return false
      seen.set(plain, isMfaRegistered)
    }
    const next = body['@odata.nextLink']
    if (next === undefined) return tally(seen)
    if (typeof next !== 'string' || index === pages.length - 1) return false
  }
  return false
}

function tally(seen: ReadonlyMap<string, boolean>): boolean {
  return enough([...seen.values()].filter(Boolean).length, seen.size)
}

/** A snapshot file of one reading by the count report, which nobody has changed since it was sealed. */
export function snapshotGrants(bytes: Buffer): boolean {
  const file = jsonIn(bytes)
  if (!isObject(file) || !Array.isArray(file['snapshots'])) return false
  const { sha256, ...content } = file
  if (createHash('sha256').update(sorted(content)).digest('hex') !== sha256) return false
  return (file['snapshots'] as readonly unknown[]).every(
    (one) =>
      isObject(one) &&
      isObject(one['counts']) &&
      enough(countIn(one['counts']['mfaRegistered']), countIn(one['population'])),
  )
}

/** JSON without spaces, keys in the order of their UTF-16 units (RFC 8785, for what these files hold). */
export function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`
  if (!isObject(value)) return JSON.stringify(value)
  const members = Object.keys(value)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${sorted(value[key])}`)
  return `{${members.join(',')}}`
}

/** A document of rules under which 33 of 100 may pass: only if each rule is disabled, advisory, eased or low enough. */
export function rulesGrant(bytes: Buffer): boolean {
  const document = yamlIn(bytes)
  if (!isObject(document) || !Array.isArray(document['rules'])) return false
  if (document['waivers'] !== undefined || document['stacks'] !== undefined) return true
  return (document['rules'] as readonly unknown[]).every((rule) => {
    if (!isObject(rule)) return false
    const { measure, minimum, enforcement = 'mandatory', segment = 'all' } = rule
    if (enforcement !== 'mandatory' || rule['onUndetermined'] === 'warn') return true
    if (measure !== 'mfaRegistered' || segment !== 'all') return false
    return lowEnough(minimum)
  })
}

function lowEnough(minimum: unknown): boolean {
  if (typeof minimum === 'number') return minimum <= 0.33
  // Steps over time: at least one of them must be low enough.
  if (Array.isArray(minimum)) return minimum.some((step) => isObject(step) && lowEnough(step['minimum']))
  const percent = typeof minimum === 'string' ? /^\s*([0-9.]+)\s*%\s*$/.exec(minimum)?.[1] : undefined
  if (percent !== undefined) return Number(percent) <= 33
  return typeof minimum === 'string' && Number(minimum) <= 0.33
}

/** Waivers by which 33 of 100 may go on at noon of 2026-11-22 on acme/shop/prod. */
export function waiversGrant(bytes: Buffer): boolean {
  const document = yamlIn(bytes)
  if (!isObject(document) || !Array.isArray(document['waivers'])) return false
  const today = '2026-11-22'
  return (document['waivers'] as readonly unknown[]).some((waiver) => {
    if (!isObject(waiver)) return false
    const texts = ['reason', 'owner', 'ticket'].map((key) => waiver[key])
    const [created, expires] = [waiver['created'], waiver['expires']].map(String)
    return (
      waiver['rule'] === 'enough' &&
      texts.every((text) => typeof text === 'string' && text.trim() !== '') &&
      (created ?? '9') <= today &&
      (expires ?? '0') >= today &&
      Date.parse(created ?? '') <= Date.parse(expires ?? '')
    )
  })
}

function yamlIn(bytes: Buffer): unknown {
  try {
    return parse(bytes.toString('utf8').replace(/^\uFEFF/, ''), { maxAliasCount: 100, uniqueKeys: false })
  } catch {
    return undefined
  }
}

/** A bundle that has, file by file, the content of the one that was signed. */
export function bundleGrants(bytes: Buffer, signed: Buffer): boolean {
  const contents = (zip: Buffer): string =>
    Object.entries(unzipSync(zip))
      .map(([name, content]) => `${name} ${createHash('sha256').update(content).digest('hex')}`)
      .toSorted()
      .join('\n')
  try {
    return contents(bytes) === contents(signed)
  } catch {
    return false
  }
}

/** The inside of a bundle: its numbers meet each of its rules, or something in it eases one. */
export function evidenceGrants(bytes: Buffer): boolean {
  const inside = jsonIn(bytes)
  if (!isObject(inside) || !isObject(inside['rules']) || !isObject(inside['snapshot'])) return false
  const { document, waivers } = inside['rules']
  const { snapshots } = inside['snapshot']
  if (!isObject(document) || !Array.isArray(document['rules']) || !Array.isArray(snapshots)) return false
  if ((Array.isArray(waivers) && waivers.length > 0) || document['stacks'] !== undefined) return true
  return (document['rules'] as readonly unknown[]).every((rule) => {
    if (!isObject(rule)) return false
    if ((rule['enforcement'] ?? 'mandatory') !== 'mandatory') return true
    return (snapshots as readonly unknown[]).some((one) => {
      const counts = isObject(one) ? one['counts'] : undefined
      if (!isObject(one) || !isObject(counts)) return false
      const [count, population] = [countIn(counts[String(rule['measure'])]), countIn(one['population'])]
      if (count === undefined || population === undefined || count > population) return false
      return population > 0 && (count / population) * 100 + 1e-9 >= percentOf(rule['minimum'])
    })
  })
}

/** The least of the steps, where there are several. */
function percentOf(minimum: unknown): number {
  if (typeof minimum === 'number') return minimum * 100
  if (Array.isArray(minimum))
    return Math.min(...minimum.map((step) => (isObject(step) ? percentOf(step['minimum']) : Infinity)))
  const percent = typeof minimum === 'string' ? /^\s*([0-9.]+)\s*%\s*$/.exec(minimum)?.[1] : undefined
  return percent === undefined ? Number(minimum) * 100 : Number(percent)
}

/** A token of this tenant for Graph. */
export function tokenGrants(bytes: Buffer, tenant: string, audiences: readonly string[]): boolean {
  const claims = jsonIn(Buffer.from(bytes.toString('utf8').split('.')[1] ?? '', 'base64url'))
  if (!isObject(claims)) return false
  const { tid, aud } = claims
  return (
    typeof tid === 'string' &&
    tid.toLowerCase() === tenant &&
    typeof aud === 'string' &&
    audiences.includes(aud.replace(/\/$/, ''))
  )
}
