import { type OptionHandler, RootCommand, ShellCompDirective } from '@bomb.sh/tab'
import type { Command, Option } from 'commander'
import { formatNames } from '../../report/formats/formats.ts'

type Described = ReturnType<RootCommand['command']>

/** What may come next in a line, as the script of the shell wants it; where nothing is known the shell names files. */
export function suggestionsFor(program: Command, words: readonly string[]): string {
  const root = new RootCommand()
  describe(root, program, program, '')
  // The library would print, and forbid the shell to complete files, which many options take.
  Object.assign(root, { complete: () => undefined })
  root.parse([...words])
  const word = words.at(-1) ?? ''
  const found = new Map(
    root.completions.filter(({ value }) => value.startsWith(word)).map((one) => [one.value, one.description]),
  )
  const { ShellCompDirectiveDefault: files, ShellCompDirectiveNoFileComp: none } = ShellCompDirective
  const directive = found.size === 0 && !word.startsWith('-') ? files : none
  return `${[...found].map(([value, says = '']) => `${value}\t${firstWords(says)}\n`).join('')}:${directive}\n`
}

function describe(root: RootCommand, program: Command, command: Command, path: string): void {
  const described = path === '' ? root : root.command(path, command.description())
  const help = program.createHelp()
  const own = help.visibleOptions(command)
  const others = command === program ? [] : program.options
  for (const option of [...own, ...others]) describeOption(described, option)
  for (const argument of command.registeredArguments) {
    const { argChoices = [] } = argument
    described.argument(
      argument.name(),
      (complete) => argChoices.forEach((choice) => complete(choice, '')),
      argument.variadic,
    )
  }
  for (const child of help.visibleCommands(command))
    describe(root, program, child, path === '' ? child.name() : `${path} ${child.name()}`)
}

function describeOption(described: Described, option: Option): void {
  const { long, short, description, required, optional } = option
  if (long === undefined) return
  const alias = short?.slice(1)
  const name = long.slice(2)
  if (!required && !optional) {
    described.option(name, description, alias)
    return
  }
  const values = valuesOf(option)
  const tellValues: OptionHandler = (complete) => values.forEach((value) => complete(value, ''))
  described.option(name, description, tellValues, alias)
}

/** Formats are no choices for commander, as a file may be named with them. */
function valuesOf({ long, argChoices }: Option): readonly string[] {
  return long === '--format' ? (argChoices ?? formatNames) : (argChoices ?? [])
}

function firstWords(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replace(/(?<=^.{60}\S*) .*$/, ' …')
}
