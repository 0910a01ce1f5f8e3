import { Argument, Command } from 'commander'
import type { Effects } from '../effects.ts'

export const shells = ['bash', 'zsh', 'fish', 'powershell'] as const

/** `mfa-gate completion SHELL`: the script by which a shell asks what may come next. */
export function completionCommand({ stdout }: Effects): Command {
  return new Command('completion')
    .description(
      'Print a script by which a shell completes commands, options and their values; for bash: source <(mfa-gate completion bash).',
    )
    .addArgument(new Argument('<shell>', 'which one').choices(shells))
    .action(async (shell: string) => {
      // Loaded here, since nobody else may pay for it.
      const { default: root } = await import('@bomb.sh/tab')
      root.setup('mfa-gate', 'mfa-gate', shell)
      if (shell === 'bash') stdout.write(bashBesides)
    })
}

/** The library's script wants bash-completion for a function of it, and leaves files out. */
const bashBesides = `
type _get_comp_words_by_ref > /dev/null 2>&1 || _get_comp_words_by_ref() {
    words=("\${COMP_WORDS[@]}") cword=$COMP_CWORD cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]}
}
complete -o default -F __mfa_gate_complete mfa-gate
`

/** What that script asks; `program` is what can be completed. */
export function completeCommand({ stdout }: Effects, program: Command): Command {
  return new Command('complete')
    .description('Answer the script of a shell.')
    .argument('[words...]', 'after --: the line so far')
    .action(async (words: string[]) => {
      const { suggestionsFor } = await import('./suggestions.ts')
      stdout.write(suggestionsFor(program, words))
    })
}
