import { styleText } from 'node:util'

export type Paint = (style: 'red' | 'yellow' | 'green' | 'dim', text: string) => string

/** Whether there is to be colour is said by whoever knows the screen; Node is not to ask its own one again. */
export function painter(colour: boolean): Paint {
  return (style, text) => (colour ? styleText(style, text, { validateStream: false }) : text)
}
