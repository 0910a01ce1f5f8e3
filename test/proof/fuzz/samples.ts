// Inputs as they should be, of which mutations are made; some pass and some do not.

export const tenantId = '0b1c2d3e-0000-4000-8000-000000000001'

const buffers = (...values: readonly unknown[]): readonly Buffer[] =>
  values.map((value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)))

const countReport = (registered: number) => ({
  '@odata.context':
    'https://graph.microsoft.com/beta/$metadata#Collection(microsoft.graph.credentialUserRegistrationCount)',
  value: [
    {
      id: tenantId,
      totalUserCount: 100,
      userRegistrationCounts: [
        { registrationStatus: 'registered', registrationCount: 99 },
        { registrationStatus: 'enabled', registrationCount: 100 },
        { registrationStatus: 'capable', registrationCount: 97 },
        { registrationStatus: 'mfaRegistered', registrationCount: registered },
      ],
    },
  ],
})

export const countReports = buffers(countReport(96), countReport(94), countReport(95))

const summary = (capable: number) => ({
  totalUserCount: 100,
  userTypes: 'all',
  userRoles: 'all',
  userRegistrationFeatureCounts: [
    { feature: 'ssprRegistered', userCount: 99 },
    { feature: 'passwordlessCapable', userCount: 100 },
    { feature: 'mfaCapable', userCount: capable },
  ],
})

export const summaries = buffers(summary(96), summary(94), summary(95))

const pageEnd = '\n----\n'

export function pagesIn(input: Buffer): readonly Buffer[] {
  return input
    .toString('utf8')
    .split(pageEnd)
    .map((text) => Buffer.from(text))
}

const link =
  'https://graph.microsoft.com/v1.0/reports/authenticationMethods/userRegistrationDetails?$top=999&$select=id,isMfaRegistered&$skiptoken=a_'

function pages(registered: number): string {
  const rows = Array.from({ length: 20 }, (_, at) => ({
    id: `0b1c2d3e-0000-4000-8000-0000000000${String(at + 10)}`,
    isMfaRegistered: at < registered,
  }))
  return [
    JSON.stringify({ '@odata.nextLink': `${link}10`, value: rows.slice(0, 10) }),
    JSON.stringify({ value: rows.slice(10) }),
  ].join(pageEnd)
}

export const details = buffers(pages(20), pages(19), pages(18), pages(19).split(pageEnd)[1] ?? '')

const rule = '{id: enough, measure: mfaRegistered, minimum: 95%}'

export const rules = buffers(
  `rules: [${rule}]`,
  { rules: [{ id: 'enough', measure: 'mfaRegistered', minimum: 0.33 }] },
  {
    rules: [
      {
        id: 'enough',
        measure: 'mfaRegistered',
        minimum: '34%',
        enforcement: 'mandatory',
        severity: 'high',
        maxAge: '24h',
      },
    ],
  },
  `rules:\n  - id: enough\n    measure: mfaRegistered\n    minimum: [{from: 2026-01-01, minimum: 30%}, {from: 2026-11-23, minimum: 95%}]\n`,
  `# A comment\nrules:\n  - &one ${rule}\n  - {<<: *one, id: other}\n`,
  `populationTolerance: 2%\nsource: auto\nrules: [{id: enough, measure: mfaRegistered, minimum: 95%, enforcement: advisory}]\nstacks: [{match: "acme/*/dev", rules: {enough: {minimum: 50%}}}]`,
)

const waiver = {
  ...{ rule: 'enough', stack: 'acme/shop/prod', reason: 'a campaign', owner: 'platform', ticket: 'SEC-1' },
  ...{ created: '2026-11-01', expires: '2026-12-01' },
}

export const waivers = buffers(
  { waivers: [waiver] },
  { waivers: [{ ...waiver, expires: '2026-11-21' }] },
  `waivers:\n  - rule: enough\n    stack: "*/*/*"\n    reason: a campaign\n    owner: platform\n    ticket: SEC-1\n    created: 2026-11-01\n    expires: 2026-11-22\n`,
)

export const tenants = buffers(
  {
    tenants: [
      { tenant: tenantId, name: 'One', credential: { clientId: tenantId, secretFrom: { env: 'SECRET' } } },
    ],
  },
  'tenants:\n  - tenant: contoso.example\n    name: Contoso\n    rules: mfa-rules.yaml\n  - tenant: fabrikam.example\n    name: Fabrikam\n',
)

export const configurations = buffers(
  { enough: { minimum: '99%' } },
  { enough: { enforcementLevel: 'mandatory', severity: 'low' }, all: { maxAge: '1h' } },
  { enough: { minimum: 0.3 } },
  { enough: { segment: 'guests' } },
)

export const environments = buffers(
  [
    'MFA_GATE_TIMEOUT=30s',
    'MFA_GATE_PACE=5/10s',
    `AZURE_TENANT_ID=${tenantId}`,
    `AZURE_CLIENT_ID=${tenantId}`,
    'AZURE_CLIENT_SECRET=x',
  ].join('\n'),
  [
    `ARM_TENANT_ID=${tenantId}`,
    `ARM_CLIENT_ID=${tenantId}`,
    'ARM_USE_OIDC=true',
    'ARM_OIDC_TOKEN=a.b.c',
    'ARM_ENVIRONMENT=usgovernment',
  ].join('\n'),
  [
    'MFA_GATE_OTHER_TENANTS=a.example, b.example',
    'HTTPS_PROXY=http://me:word@proxy.example:8080',
    'NO_PROXY=*.example,localhost',
  ].join('\n'),
)

export function variablesIn(input: Buffer): Readonly<Record<string, string>> {
  return Object.fromEntries(
    input
      .toString('utf8')
      .split('\n')
      .map((line) => {
        const at = line.indexOf('=')
        return at < 1 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)]
      }),
  )
}

/** The claims; `packedToken` makes a token of them. */
export const tokens = buffers(
  { aud: 'https://graph.microsoft.com', tid: tenantId, roles: ['Reports.Read.All'], exp: 1_800_000_000 },
  { aud: '00000003-0000-0000-c000-000000000000', tid: tenantId.toUpperCase(), scp: 'AuditLog.Read.All' },
  { aud: 'https://graph.microsoft.us', tid: tenantId },
)

export function packedToken(claims: Buffer): Buffer {
  const head = Buffer.from('{"alg":"RS256","typ":"JWT"}').toString('base64url')
  return Buffer.from(`${head}.${claims.toString('base64url')}.c2lnbmF0dXJl`)
}

type Shapes = Readonly<Record<string, (size: number) => Buffer>>

function filled(size: number, one: (at: number) => string, between = ''): string {
  const length = Math.max(1, Math.floor(size / one(1_000).length))
  return Array.from({ length }, (_, at) => one(at)).join(between)
}

export function shapesOfJson(around: (more: string) => string, entry: (at: number) => string): Shapes {
  return {
    'many entries': (size) => Buffer.from(around(filled(size, entry, ','))),
    'one entry many times': (size) => Buffer.from(around(filled(size, () => entry(7), ','))),
    'many keys': (size) => Buffer.from(`{${filled(size, (at) => `"k${at}":0`, ',')}}`),
    'one key many times': (size) => Buffer.from(`{${filled(size, () => '"value":0', ',')}}`),
    'a long string': (size) => Buffer.from(around(`"${'a'.repeat(size)}"`)),
    'a long key': (size) => Buffer.from(`{"${'count'.repeat(size / 5)}":0}`),
    'a long number': (size) => Buffer.from(around('9'.repeat(size))),
    escapes: (size) => Buffer.from(around(`"${'\\u0041'.repeat(size / 6)}"`)),
    'arrays in arrays': (size) => Buffer.from(around('['.repeat(size / 2) + ']'.repeat(size / 2))),
    'objects in objects': (size) =>
      Buffer.from(around('{"a":'.repeat(size / 6) + '0' + '}'.repeat(size / 6))),
    'open arrays': (size) => Buffer.from('['.repeat(size)),
    spaces: (size) => Buffer.from(around(' '.repeat(size))),
    quotes: (size) => Buffer.from('"'.repeat(size)),
    backslashes: (size) => Buffer.from(`"${'\\'.repeat(size)}`),
  }
}

export function shapesOfYaml(head: string, entry: (at: number) => string): Shapes {
  return {
    'many entries': (size) => Buffer.from(head + filled(size, entry)),
    'one entry many times': (size) => Buffer.from(head + filled(size, () => entry(7))),
    'unknown keys': (size) => Buffer.from(head + filled(size, (at) => `  - {id: k${at}, unknown: 1}\n`)),
    'keys of the document': (size) => Buffer.from(filled(size, (at) => `key${at}: 1\n`)),
    'a long line': (size) => Buffer.from(`${head}  - ${'a'.repeat(size)}\n`),
    'a long text': (size) => Buffer.from(`${head}  - |\n${'    text\n'.repeat(size / 9)}`),
    colons: (size) => Buffer.from(':'.repeat(size)),
    dashes: (size) => Buffer.from('- '.repeat(size / 2)),
    brackets: (size) => Buffer.from('['.repeat(size)),
    'flow in flow': (size) => Buffer.from(`${head}  - ${'['.repeat(size / 2)}${']'.repeat(size / 2)}\n`),
    spaces: (size) => Buffer.from(`${head}${' '.repeat(size)}x: 1\n`),
    'empty lines': (size) => Buffer.from(`${head}${'\n'.repeat(size)}`),
    comments: (size) => Buffer.from(`${'# a comment\n'.repeat(size / 12)}${head}${entry(1)}`),
    anchors: (size) => Buffer.from(filled(size, (at) => `a${at}: &a${at} 1\nb${at}: *a${at}\n`)),
    quotes: (size) => Buffer.from(`${head}  - "${'\\"'.repeat(size / 2)}`),
    indents: (size) =>
      Buffer.from(
        Array.from({ length: Math.floor(Math.sqrt(size * 2)) }, (_, at) => `${' '.repeat(at)}a:\n`).join(''),
      ),
    documents: (size) => Buffer.from('---\na: 1\n'.repeat(size / 9)),
    percents: (size) =>
      Buffer.from(`rules: [{id: r, measure: mfaRegistered, minimum: "${'9'.repeat(size)}%"}]`),
    stars: (size) =>
      Buffer.from(`${head.replace('rules', 'stacks')}  - {match: "${'*a'.repeat(size / 2)}"}\n`),
  }
}
