/** A calendar day; that it exists is checked apart, as a pattern lets 30 February through. */
export const datePattern = '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
