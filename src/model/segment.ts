import { roleStates, segments } from '../schemas/segment.ts'
import { plainGuid } from './guid.ts'

/** Those that have a word of their own. */
export type NamedSegment = (typeof segments)[number]

/** By active roles, or also by those that somebody may activate. */
export type RoleState = (typeof roleStates)[number]

/**
 * Which users are counted: `group:` and the object id, in lower case, are the users of a group; `roles:` those who have
 * a role by what the directory says of its assignments.
 */
export type Segment = NamedSegment | `group:${string}` | `roles:${RoleState}`

/** As a rules document has it: one of the two members. */
interface SegmentObject {
  readonly group?: string
  readonly privilegedRoles?: RoleState
}

export function segmentFrom(entry: NamedSegment | SegmentObject = 'all'): Segment {
  if (typeof entry === 'string') return entry
  const { group = '', privilegedRoles } = entry
  return privilegedRoles === undefined ? segmentOfGroup(group) : `roles:${privilegedRoles}`
}

export function segmentOfGroup(id: string): Segment {
  return `group:${(plainGuid(id) ?? id).toLowerCase()}`
}

/** What a file of ours calls by that name; undefined: nothing. */
export function segmentNamed(name: string): Segment | undefined {
  const group = groupPattern.exec(name)?.[1]
  if (group !== undefined) return plainGuid(group) === undefined ? undefined : segmentOfGroup(group)
  const state = roleStates.find((one) => name === `roles:${one}`)
  return state === undefined ? segments.find((segment) => segment === name) : `roles:${state}`
}

const groupPattern = /^group:(.+)$/s

/** The object id of the group; undefined: the segment is none. */
export function groupOf(segment: Segment): string | undefined {
  return groupPattern.exec(segment)?.[1]
}

/** By which roles; undefined: the segment is none of roles. */
export function roleStateOf(segment: Segment): RoleState | undefined {
  return roleStates.find((state) => segment === `roles:${state}`)
}

export function isNamed(segment: Segment): segment is NamedSegment {
  return segments.some((one) => one === segment)
}

const nouns: Readonly<Record<NamedSegment, readonly [one: string, many: string]>> = {
  all: ['user', 'users'],
  members: ['member', 'members'],
  guests: ['guest', 'guests'],
  admins: ['admin', 'admins'],
  nonAdmins: ['user without an admin role', 'users without an admin role'],
}

/** `members`, as in "33 of 23,123 members are registered for MFA". */
export function nounOf(segment: Segment, users: number): string {
  const user = users === 1 ? 'user' : 'users'
  const state = roleStateOf(segment)
  if (state !== undefined) return `${user} with an ${roleWords[state]} admin role`
  if (!isNamed(segment)) return `${user} of the group ${groupOf(segment) ?? ''}`
  const [one, many] = nouns[segment]
  return users === 1 ? one : many
}

const roleWords: Readonly<Record<RoleState, string>> = { active: 'active', eligible: 'active or eligible' }
