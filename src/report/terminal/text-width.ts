import stringWidth from 'fast-string-width'

/** Nearly all that is written. At the first other character the library compiles its table of emoji, which takes 30 ms. */
const oneColumnEach = /^[ -~¡-ÿ‐-‧…✓✗⚠─-╿▀-▟]*$/

/** How many columns of a terminal a text takes. */
export function textWidth(text: string): number {
  return oneColumnEach.test(text) ? text.length : stringWidth(text)
}
