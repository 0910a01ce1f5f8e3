import { Option } from 'commander'
import { ConfigurationError } from '../config/problem.ts'
import type { Effects } from './effects.ts'

/** Taken by every command, wherever they stand in its line. */
const voiceOptions = {
  '--no-color': 'print without colour; so do NO_COLOR, and a pipe unless FORCE_COLOR is set',
  '--quiet': 'leave out progress, hints, and the text of what passed',
  '--verbose': 'also print, on stderr, what was read and the cause of a failure, without secrets',
} as const

type VoiceOption = keyof typeof voiceOptions

/** For help and completion alone, as `applyVoiceOptions` takes them out of the line before it is parsed. */
export function voiceHelp(): readonly Option[] {
  return Object.entries(voiceOptions).map(([name, says]) => new Option(name, says))
}

/** The command line without these options, and the effects that they ask for. @throws ConfigurationError */
export function applyVoiceOptions(
  args: readonly string[],
  effects: Effects,
): { readonly args: readonly string[]; readonly effects: Effects } {
  // What comes after it is the line of another command.
  const end = args.includes('--') ? args.indexOf('--') : args.length
  const own = args.slice(0, end)
  const given = (name: VoiceOption): boolean => own.includes(name)
  if (given('--quiet') && given('--verbose')) {
    throw new ConfigurationError(['--quiet and --verbose contradict each other; leave one of them out'])
  }
  const voice = given('--quiet') ? 'quiet' : given('--verbose') ? 'verbose' : effects.voice
  return {
    args: [...own.filter((word) => !Object.hasOwn(voiceOptions, word)), ...args.slice(end)],
    effects: withVoice(effects, voice, given('--no-color')),
  }
}

function withVoice(effects: Effects, voice: Effects['voice'], colourless: boolean): Effects {
  const { stdout, stderr, now, signals, node, environment } = effects
  const { FORCE_COLOR: _, ...others } = environment
  return {
    ...{ stdout, stderr, now, signals, node },
    environment: colourless ? { ...others, NO_COLOR: '1' } : environment,
    ...(voice !== undefined && { voice }),
    // Not asked before somebody needs them: a folder may have been removed, and standard input be none.
    get stdin() {
      return effects.stdin
    },
    get directory() {
      return effects.directory
    },
  }
}
