/** Where the counts may come from; docs/sources.md says what each can and cannot tell. */
export const sources = ['registrationCounts', 'registrationDetails', 'featureSummary'] as const

/** A report of Microsoft Graph that counts can come from. */
export type Source = (typeof sources)[number]

export const sourceChoices = ['auto', ...sources] as const

export const sourceSchema = {
  description:
    'Which report of Microsoft Graph the counts come from. registrationCounts: one request, whole tenant, beta. registrationDetails: every user, page by page; knows segments and exclusions. featureSummary: one request per segment, for signed-in users only, not for apps. auto, the default: chosen by what the rules need and the credential may read.',
  type: 'string',
  enum: sourceChoices,
} as const
