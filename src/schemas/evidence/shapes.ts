/** Texts of the files of an evidence bundle, which may come from anybody. */
export const text = { type: 'string', maxLength: 10_000 } as const
export const textOrNull = { type: ['string', 'null'], maxLength: 10_000 } as const
