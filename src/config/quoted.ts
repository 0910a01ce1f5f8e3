/**
 * A value that was given in a wrong place, for a message: in quotes when it is some ordinary word, number or address.
 * A secret is easily put into the variable or option beside its own, and then must not be repeated.
 */
export function quoted(text: string): string {
  const ordinary = /^[\w .:,/%+-]{0,60}$/.test(text) && !text.split(/[^A-Za-z0-9]+/).some(isRandom)
  return ordinary ? `"${text}"` : 'a value not shown here'
}

function isRandom(word: string): boolean {
  return word.length >= 8 && /\d/.test(word) && /[A-Za-z]/.test(word)
}
