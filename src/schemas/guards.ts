import { guardSettings, lockoutGuard } from './guard-settings.ts'
import { lockedSchema, waivableSchema } from './rule-conditions.ts'
import { enforcements } from './rule.ts'

/** What a Conditional Access policy with an authentication strength may ask of a user. */
const strengthMeasures = [
  'mfaRegistered',
  'strongMethod',
  'notPhoneOnly',
  'passwordlessCapable',
  'phishingResistant',
  'phishingResistantDeviceBound',
] as const

const lockoutGuardSchema = {
  description:
    'Stops a deployment whose plan has a Conditional Access policy that is enabled and demands MFA, or a stronger method, from too many users who have none registered.',
  type: 'object',
  additionalProperties: false,
  required: ['minimum'],
  properties: {
    ...guardSettings,
    exclusions: {
      description:
        'Whether the accounts that `exclusions:` leaves out are left out here too. ignored, the default: they are counted, as the policy may affect them. heeded: they are left out, since you declare that every policy excludes them too; for a policy that excludes nobody they are counted anyway.',
      type: 'string',
      enum: ['ignored', 'heeded'],
    },
    strengths: {
      description:
        'The measure that each of your own authentication strengths demands, by its id; the built-in ones of Microsoft are known.',
      type: 'object',
      minProperties: 1,
      maxProperties: 50,
      propertyNames: {
        pattern: '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$',
      },
      additionalProperties: {
        description: 'The measure that users who pass this strength have.',
        type: 'string',
        enum: strengthMeasures,
      },
    },
    enforcement: {
      description:
        'mandatory: below the minimum it stops the deployment, the default. advisory: it warns and the deployment goes on. disabled: no policy is looked at.',
      type: 'string',
      enum: enforcements,
    },
    waivable: waivableSchema,
    locked: lockedSchema,
  },
} as const

/** Questions about what a deployment is about to make, besides those about the tenant. */
export const guardsSchema = {
  description:
    'Checks of what a deployment plans, besides the rules; none unless given. Each becomes one Pulumi policy of its name.',
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  properties: { [lockoutGuard]: lockoutGuardSchema },
} as const
