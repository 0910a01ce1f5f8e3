export const segments = ['all', 'members', 'guests', 'admins', 'nonAdmins'] as const

/** An id of Microsoft Entra, as it is usually written. */
const idPattern = [8, 4, 4, 4, 12].map((digits) => `[0-9a-fA-F]{${digits}}`).join('-')

/** Which assignments of roles make an admin of somebody. */
export const roleStates = ['active', 'eligible'] as const

/** How reports and files of ours name a segment: by its word, or `group:` and the group's id. */
export const segmentName = {
  description:
    'Which users are counted; group: and an object id are the users of that group, roles: those who have a role of Microsoft Entra by its assignments.',
  type: 'string',
  pattern: `^(?:${segments.join('|')}|group:${idPattern}|roles:(?:${roleStates.join('|')}))$`,
} as const

export const emptyChoices = ['pass', 'fail', 'undetermined'] as const

/** A group by its object id, in rules and exclusions. */
export const groupId = {
  description:
    'Object id of a group of Microsoft Entra, such as 00000000-0000-4000-8000-000000000000; users of groups in it count as well, devices and apps do not.',
  type: 'string',
  pattern: `^${idPattern}$`,
  examples: ['00000000-0000-4000-8000-000000000000'],
} as const

/** What a rule may say of the users it is about. */
export const segmentSettings = {
  segment: {
    description:
      'Which users are counted. all: every enabled account, the default. members, guests: by type of user. admins, nonAdmins: with or without a role of Microsoft Entra, as the report says. { group: OBJECT-ID }: the users of a group and of the groups in it (permission GroupMember.Read.All). { privilegedRoles: active }: users with a role by the role assignments of the directory, directly or by a group (RoleManagement.Read.Directory, and GroupMember.Read.All for groups); eligible: also users who may activate one by Privileged Identity Management, PIM (RoleEligibilitySchedule.Read.Directory).',
    type: ['string', 'object'],
    anyOf: [
      { type: 'string', enum: segments },
      {
        type: 'object',
        additionalProperties: false,
        minProperties: 1,
        maxProperties: 1,
        properties: {
          group: groupId,
          privilegedRoles: {
            description:
              'active: users with a role of Microsoft Entra, assigned or activated. eligible: these, and users who may activate one.',
            type: 'string',
            enum: roleStates,
          },
        },
      },
    ],
    examples: ['members', { group: '00000000-0000-4000-8000-000000000000' }],
  },
  onEmpty: {
    description:
      'The answer when nobody is in the segment, guests for example: `pass`, `fail`, or `undetermined`, the default. For a tenant without any user, and for a group none of whose users is in the report, the answer is always could not determine.',
    type: 'string',
    enum: emptyChoices,
  },
} as const
