import type { StartOptions } from '../start-pack.ts'

/** Pulumi's marks on the wire. */
export const unknown = '04da6b54-80e4-46f7-96ec-b56ff0331ba9'
const signed = (mark: string, value: object) => ({ '4dabf18193072939515e22adb298388d': mark, ...value })
export const secret = (value: unknown) => signed('1b47061264138c4ac30d75fd1eb44270', { value })
export const asset = signed('c44067f5952c0a294b673a41bacd8c17', { text: 'enabled' })

export const all = { includedUsers: ['All'] }
export const admins = { includedRoles: ['62e90394-69f5-4237-9190-012177145e10'] }
export const guestTypes = (...types: string[]) => ({
  includedGuestsOrExternalUsers: [{ guestOrExternalUserTypes: types }],
})
export const id = '6f1b2c3d-0000-4000-8000-000000000007'
export const mfa = { operator: 'OR', builtInControls: ['mfa'] }
export const strength = (last: string) => ({
  operator: 'OR',
  authenticationStrengthPolicyId: `/policies/authenticationStrengthPolicies/00000000-0000-0000-0000-00000000000${last}`,
})

export interface Policy {
  readonly state?: unknown
  readonly users?: unknown
  readonly grants?: unknown
  readonly conditions?: object
}

/** As `azuread` has it. */
export const policy = ({ state = 'enabled', users = all, grants = mfa, conditions = {} }: Policy = {}) => ({
  displayName: 'MFA',
  state,
  conditions: {
    clientAppTypes: ['all'],
    applications: { includedApplications: ['All'] },
    users,
    ...conditions,
  },
  grantControls: grants,
})

export const azuread = 'azuread:index/conditionalAccessPolicy:ConditionalAccessPolicy'

export interface Row {
  readonly title: string
  readonly type?: string
  readonly props?: unknown
  /** Members of the guard besides its minimum. */
  readonly guard?: string
  readonly document?: string
  readonly answer: 'goes on' | 'refused' | 'undetermined' | 'warned' | 'is no policy'
  readonly says?: RegExp
  readonly hears?: RegExp
  readonly configured?: StartOptions['configured']
}

export const asks190 =
  /^Below the minimum: this policy would demand MFA from 23,123 users; 190 of them have none registered\.\n/
export const asksAtMost190 =
  /^Below the minimum: this policy would demand MFA from at most 23,123 users; 190 of them have none/
export const open = (what: string) => new RegExp(`^Could not determine: .*${what}`)
