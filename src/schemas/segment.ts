export const segments = ['all', 'members', 'guests', 'admins', 'nonAdmins'] as const

export const emptyChoices = ['pass', 'fail', 'undetermined'] as const

/** What a rule may say of the users it is about. */
export const segmentSettings = {
  segment: {
    description:
      'Which users are counted. all: every enabled account, the default. members, guests: by type of user. admins, nonAdmins: with or without a role of Microsoft Entra.',
    type: 'string',
    enum: segments,
  },
  onEmpty: {
    description:
      'The answer when nobody is in the segment, guests for example: pass, fail, or undetermined, the default. A tenant without any user is always undetermined.',
    type: 'string',
    enum: emptyChoices,
  },
} as const
