/** An id of Microsoft Entra as it is usually written, in any case. */
export const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The same id, however it is written, with hyphens and without braces; undefined when it is none. */
export function plainGuid(text: string): string | undefined {
  if (guid.test(text)) return text
  const digits = text
    .trim()
    .replace(/^urn:uuid:/i, '')
    .replace(/^(?:\{(.*)\}|\((.*)\))$/s, '$1$2')
    .replaceAll('-', '')
  if (!/^[0-9a-f]{32}$/i.test(digits)) return undefined
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
