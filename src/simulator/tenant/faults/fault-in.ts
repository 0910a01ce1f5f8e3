/** The fault of this kind. A scenario that was read from a text has been asked before whether there is one. */
export function faultIn<Fault>(
  table: Readonly<Record<string, Fault>>,
  { on, kind }: { readonly on: string; readonly kind: string },
): Fault {
  const fault = Object.hasOwn(table, kind) ? table[kind] : undefined
  if (fault === undefined) throw new RangeError(`the embedded tenant cannot play ${on}:${kind}`)
  return fault
}
