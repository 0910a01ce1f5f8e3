import { Option } from 'commander'

/** An option that may be given several times; `none` is what help says of its absence. */
export function severalTimes(flags: string, description: string, none = 'none'): Option {
  return new Option(flags, description).argParser(append).default([], none)
}

/** Whether it collects values, in place of keeping the last. */
export function isForSeveral({ parseArg }: Option): boolean {
  return parseArg === append
}

function append(value: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, value]
}
