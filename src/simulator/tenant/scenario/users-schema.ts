import { type MixKind, mixKinds } from '../people/mix.ts'

export const count = { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER } as const

const share = {
  type: ['integer', 'string'],
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  pattern: '^[0-9]{1,3}(\\.[0-9]{1,4})?%$',
} as const

/** One account that a scenario describes by itself. */
const account = {
  type: 'object',
  additionalProperties: false,
  required: ['userPrincipalName'],
  properties: {
    userPrincipalName: { type: 'string', minLength: 3 },
    userType: { type: 'string', enum: ['member', 'guest'], default: 'member' },
    isAdmin: { type: 'boolean', default: false },
    registered: {
      description: 'Registered for MFA, and allowed to use it.',
      type: 'boolean',
      default: false,
    },
    createdDaysAgo: {
      description: 'How long ago the account was made; negative: in the future. Years ago unless given.',
      type: 'number',
    },
    hiredDaysAgo: {
      description: 'The same for employeeHireDate; null unless given.',
      type: 'number',
    },
    licensed: { description: 'Has a licence; members have one unless given.', type: 'boolean' },
    methods: {
      description: 'methodsRegistered, word for word. Unless given, a registered user has push and a code.',
    },
  },
} as const

export const usersSchema = {
  description:
    'Who is in the per-user report. All others of the population are members, of whom as many are registered as counts.mfaRegistered still needs.',
  type: 'object',
  additionalProperties: false,
  properties: {
    guests: { ...count, description: 'Guests.', default: 0 },
    guestsRegistered: { ...count, description: 'Guests registered for MFA.', default: 0 },
    admins: { ...count, description: 'Members with a role.', default: 0 },
    adminsRegistered: { ...count, description: 'Admins registered for MFA.', default: 0 },
    notAllowed: {
      ...count,
      description:
        'Registered members without a role whose methods the policy does not allow: not MFA capable.',
      default: 0,
    },
    mix: {
      description:
        'What users have registered, by kind: a number, or a share of the population. whfb, recovery, pass and unreadable are kinds of users who are not registered; all other registered users have push and a code.',
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(Object.keys(mixKinds).map((kind) => [kind, share])) as Record<
        MixKind,
        typeof share
      >,
      default: {},
    },
    accounts: {
      description: 'Accounts with a name, part of the population; the report lists them first.',
      type: 'array',
      items: account,
      default: [],
    },
  },
} as const

export interface Quota {
  readonly requests: number
  readonly seconds: number
}

export const throttleSchema = {
  description: 'The quota of an app in this tenant, enforced with 429. Without it: none.',
  type: 'object',
  additionalProperties: false,
  required: ['requests', 'seconds'],
  properties: {
    requests: { type: 'integer', minimum: 1, maximum: 1_000 },
    seconds: { type: 'number', exclusiveMinimum: 0, maximum: 1_000 },
  },
} as const
