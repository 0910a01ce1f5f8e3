/** Shapes that the files of an evidence bundle share. */
export const moment = { type: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z$' } as const
export const digest = { type: 'string', pattern: '^[0-9a-f]{64}$' } as const
export const amount = { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER } as const
export const text = { type: 'string', maxLength: 10_000 } as const
export const textOrNull = { type: ['string', 'null'], maxLength: 10_000 } as const
