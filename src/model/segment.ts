import { segments } from '../schemas/segment.ts'
import { plainGuid } from './guid.ts'

/** Those that have a word of their own. */
export type NamedSegment = (typeof segments)[number]

/** Which users are counted: `group:` and the object id, in lower case, are the users of a group. */
export type Segment = NamedSegment | `group:${string}`

/** As a rules document has it. */
type SegmentEntry = NamedSegment | { readonly group: string }

export function segmentFrom(entry: SegmentEntry = 'all'): Segment {
  return typeof entry === 'string' ? entry : segmentOfGroup(entry.group)
}

export function segmentOfGroup(id: string): Segment {
  return `group:${(plainGuid(id) ?? id).toLowerCase()}`
}

/** What a file of ours calls by that name; undefined: nothing. */
export function segmentNamed(name: string): Segment | undefined {
  const group = groupPattern.exec(name)?.[1]
  if (group !== undefined) return plainGuid(group) === undefined ? undefined : segmentOfGroup(group)
  return segments.find((segment) => segment === name)
}

const groupPattern = /^group:(.+)$/s

/** The object id of the group; undefined: the segment is none. */
export function groupOf(segment: Segment): string | undefined {
  return groupPattern.exec(segment)?.[1]
}

export function isNamed(segment: Segment): segment is NamedSegment {
  return groupOf(segment) === undefined
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
  if (!isNamed(segment)) {
    const id = groupOf(segment) ?? ''
    return users === 1 ? `user of the group ${id}` : `users of the group ${id}`
  }
  const [one, many] = nouns[segment]
  return users === 1 ? one : many
}
