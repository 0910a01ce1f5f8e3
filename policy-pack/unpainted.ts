/**
 * Text of users for Pulumi, which takes `<{%fg 2%}>` and the like for colours, wherever they stand: without this the
 * description of a rule could paint a refusal over.
 */
export function unpainted(text: string): string {
  return text.replaceAll('<{%', '<{ %')
}
