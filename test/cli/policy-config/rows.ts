export const rulesText = `rules:
  - id: mfa
    measure: mfaRegistered
    minimum: 95%
    noDropMoreThan: 2%
  - id: soft
    measure: mfaCapable
    minimum: 50%
    enforcement: advisory
  - id: hard
    measure: mfaRegistered
    minimum: 50%
    waivable: false
  - id: warns
    measure: mfaRegistered
    minimum: 10%
    onUndetermined: warn
guards:
  ca-lockout-guard: { minimum: 100% }
stacks:
  - { stack: "*/*/dev", rules: [mfa], enforcement: advisory, minimum: 80% }
  - { stack: "*/*/prod", rules: [soft], enforcement: mandatory }
waivers:
  - &w { rule: mfa, stack: "*/shop/dev", reason: r, owner: bob, ticket: T-1, created: 2026-01-01, expires: 2999-12-31, covers: [violation, undetermined] }
  - { rule: mfa, stack: "*/shop/half", reason: r, owner: bob, ticket: T-2, created: 2026-01-01, expires: 2999-12-31 }
  - { rule: mfa, stack: "*/shop/old", reason: r, owner: bob, ticket: T-3, created: 2020-01-01, expires: 2020-12-31 }
  - { rule: mfa, stack: "acme/shop/named", reason: r, owner: bob, ticket: T-4, created: 2026-01-01, expires: 2999-12-31, covers: [violation, undetermined] }
  - { rule: warns, stack: "*/shop/dev", reason: r, owner: bob, ticket: T-5, created: 2026-01-01, expires: 2999-12-31 }
  - { rule: ca-lockout-guard, stack: "*/shop/dev", reason: r, owner: bob, ticket: T-6, created: 2026-01-01, expires: 2999-12-31, covers: [violation, undetermined] }
`.replace('&w ', '')

export const root = (stack: string): string => `urn:pulumi:${stack}::shop::pulumi:pulumi:Stack::shop-${stack}`
const second = (rest: object): object => ({ version: 2, policies: {}, ...rest })
export const excepting = (policies: readonly string[], ...targets: readonly string[]): object =>
  second({ exceptions: [{ reason: 'moving', match: [{ policies, targets }] }] })

interface Row {
  readonly title: string
  /** The file; a text is written as it is. */
  readonly config: unknown
  readonly args?: readonly string[]
  readonly environment?: NodeJS.ProcessEnv
  readonly exitCode: number
  /** `code policy path` of what is found, in its order. */
  readonly finds?: readonly string[]
  readonly says?: RegExp
}

/** What a file says, and what comes of it. Add a row for whatever may weaken a rule. */
export const rows: readonly Row[] = [
  { title: 'an empty file', config: '', exitCode: 0 },
  { title: 'no policy', config: {}, exitCode: 0 },
  { title: 'a version that says so', config: { version: 1, mfa: 'mandatory' }, exitCode: 0 },
  {
    title: 'stricter levels and minimums',
    config: {
      mfa: { enforcementLevel: 'remediate', minimum: '99%', noDropMoreThan: '1%' },
      soft: { enforcementLevel: 'mandatory', minimum: 0.5 },
    },
    exitCode: 0,
  },
  {
    title: 'a rule disabled',
    config: { mfa: 'disabled' },
    exitCode: 1,
    finds: ['disabled mfa /mfa'],
    says: /^ {2}policy-config\.json:1 \(\/mfa\): mfa is disabled, but by rules\.yaml it is mandatory; leave it out, or waive/m,
  },
  {
    title: 'a level lowered',
    config: { mfa: { enforcementLevel: 'advisory' } },
    exitCode: 1,
    finds: ['level-lowered mfa /mfa/enforcementLevel'],
    says: /The level of mfa is lowered to advisory, but by rules\.yaml it is mandatory;/,
  },
  {
    title: 'a level lowered for all, but for those that say more themselves',
    config: { all: 'advisory', mfa: 'mandatory', hard: 'mandatory', warns: 'mandatory' },
    exitCode: 1,
    finds: [
      'level-lowered soft /all',
      'level-lowered ca-lockout-guard /all',
      'level-lowered mfa-gate-tenant /all',
    ],
  },
  {
    title: 'everything disabled',
    config: { all: { enforcementLevel: 'disabled' } },
    exitCode: 1,
    finds: ['mfa', 'soft', 'hard', 'warns', 'ca-lockout-guard', 'mfa-gate-tenant', 'mfa-gate-settings'].map(
      (policy) => `disabled ${policy} /all/enforcementLevel`,
    ),
  },
  {
    title: 'a minimum lowered',
    config: { mfa: { minimum: '94.9%' } },
    exitCode: 1,
    finds: ['minimum-lowered mfa /mfa/minimum'],
    says: /The minimum of mfa is lowered to 94\.9 %, but by rules\.yaml it is 95 %;/,
  },
  {
    title: 'a minimum that some days lower',
    config: { mfa: { minimum: [{ from: '2030-01-01', minimum: '99%' }] } },
    exitCode: 1,
    finds: ['minimum-lowered mfa /mfa/minimum'],
    says: /is lowered to its ramp/,
  },
  {
    title: 'a minimum lowered for all',
    config: { all: { minimum: '60%' } },
    exitCode: 1,
    finds: ['minimum-lowered mfa /all/minimum', 'minimum-lowered ca-lockout-guard /all/minimum'],
  },
  {
    title: 'what else loosens a rule',
    config: { mfa: { onUndetermined: 'warn', measure: 'ssprEnabled', noDropMoreThan: '5%', maxAge: '48h' } },
    exitCode: 1,
    finds: ['measure', 'noDropMoreThan', 'maxAge', 'onUndetermined'].map((key) => `loosened mfa /mfa/${key}`),
    says: /onUndetermined warn loosens mfa, but by rules\.yaml it is fail;/,
  },
  {
    title: 'a level that the document gives to the stack that it is for',
    config: { mfa: { enforcementLevel: 'advisory', minimum: '80%' } },
    args: ['--stack', 'acme/shop/dev'],
    exitCode: 0,
  },
  {
    title: 'a level that the document gives to another stack',
    config: { mfa: 'advisory' },
    args: ['--stack', 'acme/shop/prod'],
    exitCode: 1,
    finds: ['level-lowered mfa /mfa'],
  },
  {
    title: 'the policy that compares tenants made advisory',
    config: { 'mfa-gate-tenant': 'advisory' },
    exitCode: 1,
    finds: ['level-lowered mfa-gate-tenant /mfa-gate-tenant'],
    says: /but it is always mandatory; leave it out\./,
  },
  {
    title: 'the guard disabled',
    config: second({ policies: { 'ca-lockout-guard': 'disabled' } }),
    exitCode: 1,
    finds: ['disabled ca-lockout-guard /policies/ca-lockout-guard'],
  },
  {
    title: 'version 2 without exceptions',
    config: second({ policies: { mfa: { minimum: '99%' } } }),
    exitCode: 0,
  },
  {
    title: 'version 2 that lowers a level',
    config: second({ policies: { mfa: 'advisory' } }),
    exitCode: 1,
    finds: ['level-lowered mfa /policies/mfa'],
  },
  {
    title: 'an exception that a waiver covers',
    config: excepting(['mfa'], root('dev')),
    exitCode: 0,
    finds: ['excepted-and-waived mfa /exceptions/0/match/0/policies/0'],
    says: /Whatever mfa finds on shop\/dev is excepted, as the waiver rules\.yaml:\d+ of bob \(T-1, until 2999-12-31\) allows\./,
  },
  {
    title:
      'an exception of a rule that warns where it is not known, so that a waiver of violations covers it',
    config: excepting(['warns'], root('dev')),
    exitCode: 0,
    finds: ['excepted-and-waived warns /exceptions/0/match/0/policies/0'],
  },
  {
    title: 'an exception of the guard that a waiver covers',
    config: excepting(
      ['ca-lockout-guard'],
      'urn:pulumi:dev::shop::azuread:index/conditionalAccessPolicy:ConditionalAccessPolicy::mfa',
    ),
    exitCode: 0,
    finds: ['excepted-and-waived ca-lockout-guard /exceptions/0/match/0/policies/0'],
  },
  {
    title: 'an exception of the guard without a waiver',
    config: excepting(
      ['ca-lockout-guard'],
      'urn:pulumi:prod::shop::azuread:index/conditionalAccessPolicy:ConditionalAccessPolicy::mfa',
    ),
    exitCode: 1,
    finds: ['excepted ca-lockout-guard /exceptions/0/match/0/policies/0'],
  },
  {
    title: 'an exception without a waiver',
    config: excepting(['mfa'], root('prod')),
    exitCode: 1,
    finds: ['excepted mfa /exceptions/0/match/0/policies/0'],
    says: /on shop\/prod is excepted, and no waiver covers it; add one to rules\.yaml with owner, reason and end/,
  },
  {
    title: 'an exception whose waiver has expired',
    config: excepting(['mfa'], root('old')),
    exitCode: 1,
    says: /the waiver rules\.yaml:\d+ expired on 2020-12-31/,
  },
  {
    title: 'an exception whose waiver covers violations alone',
    config: excepting(['mfa'], root('half')),
    exitCode: 1,
    says: /also that something could not be determined, which the waiver .* does not cover/,
  },
  {
    title: 'an exception whose waiver names an organization, which a URN does not',
    config: excepting(['mfa'], root('named')),
    exitCode: 1,
    says: /give the organization as MFA_GATE_ORGANIZATION/,
  },
  {
    title: 'the same with the organization',
    config: excepting(['mfa'], root('named')),
    environment: { MFA_GATE_ORGANIZATION: 'acme' },
    exitCode: 0,
  },
  {
    title: 'the same with another organization',
    config: excepting(['mfa'], root('named')),
    environment: { MFA_GATE_ORGANIZATION: 'other' },
    exitCode: 1,
  },
  {
    title: 'an exception of a rule that nobody may waive',
    config: excepting(['hard'], root('dev')),
    exitCode: 1,
    says: /it may not be waived \(waivable: false\)/,
  },
  {
    title: 'an exception of the policy that compares tenants',
    config: excepting(['mfa-gate-tenant'], 'urn:pulumi:dev::shop::pulumi:providers:azure::p'),
    exitCode: 1,
    finds: ['excepted mfa-gate-tenant /exceptions/0/match/0/policies/0'],
  },
  {
    title: 'an exception that could be meant for every policy',
    config: excepting(['*'], 'urn:pulumi:*'),
    exitCode: 1,
  },
  {
    title: 'an exception of something else than a URN',
    config: excepting(['mfa'], 'everything'),
    exitCode: 1,
    finds: ['excepted mfa /exceptions/0/match/0/policies/0'],
  },
  {
    title: 'an exception of a rule for a resource that no rule reports against',
    config: excepting(['mfa'], 'urn:pulumi:prod::shop::aws:s3/bucket:Bucket::logs'),
    exitCode: 0,
    finds: ['exception-without-effect mfa /exceptions/0/match/0/policies/0'],
    says: /has no effect: it is reported against the root stack, urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod\./,
  },
  {
    title: 'exceptions of other policies',
    config: excepting(['no-public-buckets'], root('prod')),
    exitCode: 0,
  },
  {
    title: 'a policy that the gate does not have',
    config: { 'no-public-buckets': { enforcementLevel: 'disabled', size: 3 }, all: { size: 3 } },
    exitCode: 0,
    finds: ['unknown-policy null /no-public-buckets'],
    says: /There is no policy "no-public-buckets" in [^;]+; Allowed: [^"]*that name, Pulumi stops the preview\./,
  },
  {
    title: 'a misspelt policy without a level, which Pulumi refuses without naming it',
    config: { mfaa: { minimum: '100%' } },
    exitCode: 0,
    finds: ['unknown-policy null /mfaa'],
    says: /There is no policy "mfaa" in [^;]+; Did you mean "mfa"\? .* with the words: invalid enforcement level ""\./,
  },
  {
    title: 'environments, whose word is not seen',
    config: { environments: ['acme/gate'] },
    exitCode: 3,
    finds: ['environments null /environments'],
  },
  {
    title: 'environments, where that shall not fail',
    config: { environments: ['acme/gate'] },
    args: ['--fail-on', 'violation'],
    exitCode: 0,
  },
]

/** What cannot be read, for whichever reason, has exit code 2 and one sentence with its place. */
export const unreadable: readonly (readonly [title: string, config: unknown, says: RegExp])[] = [
  [
    'an unknown version',
    { version: 3 },
    /policy-config\.json:1 \(\/version\): version 3 is unknown; allowed: 1, 2\./,
  ],
  [
    'a version that is no number',
    { version: 'mandatory' },
    /\/version\): version "mandatory" is unknown; allowed: 1, 2\./,
  ],
  ['no JSON', '{', /policy-config\.json:1: not valid YAML or JSON/],
  ['YAML', 'mfa: advisory', /is YAML, but Pulumi accepts only JSON/],
  ['a comment', '{} # all', /is YAML/],
  ['a key twice', '{"mfa":"disabled","mfa":"mandatory"}', /the key "mfa" is there twice/],
  ['a list', [], /must be a mapping of keys to values/],
  ['a level that there is not', { mfa: 'off' }, /\(\/mfa\): mfa "off" is unknown; allowed: advisory, /],
  [
    'a level that is no text',
    { mfa: { enforcementLevel: 0 } },
    /\(\/mfa\/enforcementLevel\): enforcementLevel 0 is unknown; allowed: advisory, /,
  ],
  ['null for a policy', { mfa: null }, /\(\/mfa\): mfa null is not allowed: A level \(.*\), or a mapping/],
  [
    'a misspelt setting',
    { mfa: { minimun: 1 } },
    /\(\/mfa\/minimun\): unknown key "minimun"; did you mean "minimum"\?/,
  ],
  ['a minimum of 95', { mfa: { minimum: 95 } }, /\(\/mfa\/minimum\): /],
  [
    'a setting of no guard',
    { 'ca-lockout-guard': { measure: 'mfaRegistered' } },
    /unknown key "measure" for ca-lockout-guard/,
  ],
  [
    'a setting of the own policy',
    { 'mfa-gate-tenant': { minimum: 1 } },
    /unknown key "minimum" for mfa-gate-tenant; it takes a level/,
  ],
  ['environments that are no list', { environments: 'a/b' }, /environments must be a list, not "a\/b"/],
  [
    'an unknown member of version 2',
    second({ overrides: {} }),
    /unknown key "overrides"; allowed: version, policies, exceptions, environments\./,
  ],
  [
    'members in other letters',
    second({ Exceptions: [] }),
    /unknown key "Exceptions"; did you mean "exceptions"\?/,
  ],
  ['exceptions that are no list', second({ exceptions: {} }), /exceptions must be a list/],
  [
    'an exception without a reason',
    second({ exceptions: [{ match: [{ policies: ['a'], targets: ['b'] }] }] }),
    /\(\/exceptions\/0\): entry 0 lacks "reason"; add it\./,
  ],
  [
    'an exception that matches nothing',
    second({ exceptions: [{ reason: 'r' }] }),
    /\(\/exceptions\/0\): entry 0 lacks "match"; add it\./,
  ],
  [
    'an exception of an unknown shape',
    second({ exceptions: [{ reason: 'r', policies: ['mfa'], urns: ['x'], match: [] }] }),
    /unknown key "policies"/,
  ],
  [
    'a match of an unknown shape',
    second({ exceptions: [{ reason: 'r', match: [{ policies: ['mfa'], urns: ['x'] }] }] }),
    /unknown key "urns"/,
  ],
  [
    'a match without targets',
    second({ exceptions: [{ reason: 'r', match: [{ policies: ['mfa'] }] }] }),
    /\(\/exceptions\/0\/match\/0\): entry 0 lacks "targets"; add it\./,
  ],
  [
    'an exception whose reason is blank',
    second({ exceptions: [{ reason: ' ', match: [{ policies: ['a'], targets: ['b'] }] }] }),
    /\(\/exceptions\/0\/reason\): reason " " is not allowed: Why/,
  ],
  [
    'a match with an empty list and an empty name',
    second({ exceptions: [{ reason: 'r', match: [{ policies: [], targets: [''] }] }] }),
    /policies is empty; give at least one\.[^]*\/targets\/0\): entry 0 "" must not be empty\./,
  ],
  [
    'two policies that are wrong in different ways',
    { mfa: null, soft: 'off' },
    /\(\/soft\): soft "off" is unknown;[^]*\(\/mfa\): mfa null is not allowed/,
  ],
  ['exceptions in a file of version 1', { exceptions: [] }, /exceptions \[\] is not allowed: A level/],
]
