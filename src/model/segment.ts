import type { segments } from '../schemas/segment.ts'

/** Which users are counted. */
export type Segment = (typeof segments)[number]

const nouns: Readonly<Record<Segment, readonly [one: string, many: string]>> = {
  all: ['user', 'users'],
  members: ['member', 'members'],
  guests: ['guest', 'guests'],
  admins: ['admin', 'admins'],
  nonAdmins: ['user without an admin role', 'users without an admin role'],
}

/** `members`, as in "33 of 23,123 members are registered for MFA". */
export function nounOf(segment: Segment, users: number): string {
  const [one, many] = nouns[segment]
  return users === 1 ? one : many
}
