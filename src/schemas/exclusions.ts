import type { FromSchema } from 'json-schema-to-ts'
import { groupId } from './segment.ts'

export const exclusionKinds = [
  'users',
  'pattern',
  'guests',
  'syncAccounts',
  'breakGlass',
  'group',
  'joiners',
  'unlicensed',
] as const

/** The dates of an account by which it is new. */
export const joinerDates = ['createdDateTime', 'employeeHireDate'] as const

const exclusion = {
  description: 'Accounts that are left out, and why. An account that matches several counts for the first.',
  type: 'object',
  additionalProperties: false,
  required: ['kind', 'reason'],
  properties: {
    kind: {
      description:
        'users: those in users or file. pattern: those whose user principal name matches pattern. guests: all guests. syncAccounts: the service accounts of directory synchronization. breakGlass: emergency accounts, in users or file. group: the users of a group and of the groups in it (permission GroupMember.Read.All). joiners: accounts that are at most "days" days old (permission User.Read.All). unlicensed: members without any licence (permission User.Read.All); guests, who usually have none, stay.',
      type: 'string',
      enum: exclusionKinds,
    },
    reason: {
      description: 'Why they are left out, for the report and its auditors.',
      type: 'string',
      minLength: 3,
      maxLength: 300,
    },
    users: {
      description: 'User principal names or object ids.',
      type: 'array',
      minItems: 1,
      maxItems: 10_000,
      items: { description: 'A user principal name or an object id.', type: 'string', minLength: 3 },
    },
    file: {
      description:
        'Text file with one user principal name or object id per line, relative to the rules document; # begins a comment.',
      type: 'string',
      minLength: 1,
    },
    requireMatch: {
      description:
        'true: nothing is judged while an entry of users, file, pattern or group matches nobody. Otherwise the reports name its line.',
      type: 'boolean',
    },
    pattern: {
      description: 'User principal name in which * stands for any characters, such as room-*@contoso.com.',
      type: 'string',
      minLength: 3,
      maxLength: 300,
      examples: ['room-*@contoso.com'],
    },
    group: groupId,
    days: {
      description: 'Of joiners: how many days an account is new, 30 at most.',
      type: 'integer',
      minimum: 1,
      maximum: 30,
    },
    by: {
      description:
        'Of joiners: the date that counts, createdDateTime unless given. employeeHireDate may also be up to that many days ahead; an account without it is not new.',
      type: 'string',
      enum: joinerDates,
    },
  },
} as const

export const exclusionsSchema = {
  description:
    'Who is left out of every count, each with a reason; the report shows the ratio with and without them. Needs the source registrationDetails.',
  type: 'object',
  additionalProperties: false,
  required: ['accounts'],
  properties: {
    maxExcluded: {
      description:
        'How many accounts may be left out at most, as a number of accounts or as a percentage such as "5%", which holds for all users and for each segment. Beyond it nothing is judged.',
      type: ['integer', 'string'],
      minimum: 0,
      maximum: Number.MAX_SAFE_INTEGER,
      pattern: '^[0-9]{1,3}(\\.[0-9]{1,6})? ?%$',
      examples: ['5%', 25],
    },
    accounts: {
      description: 'The exclusions, in the order in which they are tried.',
      type: 'array',
      minItems: 1,
      maxItems: 100,
      items: exclusion,
    },
  },
} as const

export type ExclusionsEntry = FromSchema<typeof exclusionsSchema>
export type ExclusionEntry = ExclusionsEntry['accounts'][number]
