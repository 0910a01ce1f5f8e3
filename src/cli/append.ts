/** Collects what an option is given each time, for commander. */
export function append(value: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, value]
}
