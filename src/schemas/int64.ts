/** Edm.Int64 on the wire: a JSON number, or a string of digits when IEEE754Compatible=true. Up to 2^53 - 1. */
export const int64 = {
  type: ['integer', 'string'],
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  pattern: '^[0-9]{1,15}$',
} as const
