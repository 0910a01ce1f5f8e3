/** Ends a text with a full stop, unless it ends a sentence already. */
export function sentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`
}

/** A sentence of its own, from words that otherwise stand within one. */
export function wholeSentence(text: string): string {
  return sentence(text.charAt(0).toUpperCase() + text.slice(1))
}
