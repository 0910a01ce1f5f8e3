import { publishedId } from './published-id.ts'
import type { FromSchema } from 'json-schema-to-ts'
import { exclusionsSchema } from './exclusions.ts'
import type { lockoutGuard } from './guard-settings.ts'
import { guardsSchema } from './guards.ts'
import { methodsSchema } from './method-class.ts'
import { ruleSchema } from './rule.ts'
import { sourceSchema } from './source.ts'
import { stackOverrideSchema } from './stack-override.ts'
import { waiverLimitsSchema, waiversSchema } from './waiver.ts'

/** The rules document, `mfa-rules.yaml` or `.json`. Closed: a misspelt key is an error. */
export const rulesDocumentSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: publishedId('mfa-rules'),
  title: 'entra-mfa-gate rules document',
  description: 'What share of the users of a Microsoft Entra tenant must be registered for MFA.',
  type: 'object',
  additionalProperties: false,
  required: ['rules'],
  properties: {
    $schema: { description: 'Where an editor finds this schema.', type: 'string' },
    source: sourceSchema,
    exclusions: exclusionsSchema,
    methods: methodsSchema,
    completeness: {
      description:
        'usersCount: also asks the directory how many accounts are enabled (one request; permission User.Read.All). The answer must be the same whether the users who are missing in the report have the measure or not.',
      type: 'string',
      enum: ['usersCount'],
    },
    enforcement: {
      description:
        "show: also reads how many of yesterday's sign-ins used MFA (userMfaSignInSummary, beta, one request; permission AuditLog.Read.All) and shows it with the numbers. Context only: no verdict rests on it. The level of a rule stands in the rule.",
      type: 'string',
      enum: ['show'],
    },
    adminsByFilter: {
      description:
        'true: where every rule is about admins, the per-user report is asked for admins alone, by a filter that Microsoft does not document for it; nothing would show that an admin is missing. If the filter is refused, ignored or finds nobody, every user is read.',
      type: 'boolean',
    },
    populationTolerance: {
      description:
        'By how many percent two reports that are read together may differ in their number of users; where they differ by more, nothing that rests on them is judged. "2%" unless given, "50%" at most; "0%" allows no difference.',
      type: 'string',
      pattern: '^[0-9]{1,2}(\\.[0-9]{1,6})? ?%$',
      examples: ['2%'],
    },
    rules: {
      description: 'The rules, each judged by itself. At least one: without any rule everything would pass.',
      type: 'array',
      minItems: 1,
      maxItems: 100,
      items: ruleSchema,
    },
    guards: guardsSchema,
    locked: {
      description: 'The value of "locked" for every rule that does not give its own.',
      type: 'boolean',
    },
    stacks: {
      description: 'What differs for some stacks, by name or by stack tag.',
      type: 'array',
      maxItems: 200,
      items: stackOverrideSchema,
    },
    waivers: waiversSchema,
    waiversFile: {
      description:
        'Path of a file with further waivers, relative to this document; so that others may own and review it.',
      type: 'string',
      minLength: 1,
      examples: ['mfa-waivers.yaml'],
    },
    waiverLimits: waiverLimitsSchema,
  },
} as const

export type RulesDocument = FromSchema<typeof rulesDocumentSchema>
export type RuleEntry = RulesDocument['rules'][number]
export type StackOverride = NonNullable<RulesDocument['stacks']>[number]
export type GuardEntry = NonNullable<NonNullable<RulesDocument['guards']>[typeof lockoutGuard]>
export type MinimumEntry = RuleEntry['minimum']

/** A rules document as a program writes it, `as const` included. */
export type RulesInput = Frozen<RulesDocument>

type Frozen<T> = T extends object ? { readonly [Key in keyof T]: Frozen<T[Key]> } : T
