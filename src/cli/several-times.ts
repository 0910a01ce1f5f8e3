import { Option } from 'commander'

/** An option that may be given several times; `none` is what help says of its absence. */
export function severalTimes(flags: string, description: string, none = 'none'): Option {
  return new Option(flags, description).argParser(append).default([], none)
}

/** `--format`, which a report may be given of several times; `more` is what help says beside the names. */
export function formatOption(names: readonly string[], more = ''): Option {
  return severalTimes(
    '--format <name[=file]>',
    `format of the report, and the file to write it to; may be given several times: ${names.join(', ')}${more}`,
    'text',
  )
}

/** Whether it collects values, in place of keeping the last. */
export function isForSeveral({ parseArg }: Option): boolean {
  return parseArg === append
}

function append(value: string, earlier: readonly string[]): readonly string[] {
  return [...earlier, value]
}
