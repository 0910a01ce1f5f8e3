import type { Command, Option } from 'commander'
import { ConfigurationError } from '../config/problem.ts'
import { isForSeveral } from './several-times.ts'

/**
 * Has every option of a command, and of those below it, refuse what commander would lose: of two different values it
 * keeps the last, and it takes for a value what a variable that no pipeline has set leaves behind.
 */
export function refuseLostOptions(command: Command): void {
  for (const option of command.options) if (option.required || option.optional) watch(command, option)
  for (const child of command.commands) refuseLostOptions(child)
}

/**
 * Refuses options that stand before a subcommand, which commander takes for those of the command above it, and nobody
 * reads. @throws ConfigurationError
 */
export function refuseStrandedOptions(command: Command): void {
  for (let above = command.parent; above !== null; above = above.parent) {
    const stranded = above.options.find(
      (option) => above.getOptionValueSource(option.attributeName()) === 'cli',
    )
    if (stranded === undefined) continue
    const name = stranded.long ?? stranded.flags
    throw new ConfigurationError([
      `${name} stands before "${command.name()}", where it has no effect; leave it out, or write it after "${command.name()}"`,
    ])
  }
}

function watch(command: Command, option: Option): void {
  const name = option.long ?? option.flags
  const many = isForSeveral(option)
  let earlier: string | undefined
  command.on(`option:${option.name()}`, (value: string) => {
    const problem = problemOf(value, many ? undefined : earlier)
    if (problem !== undefined) throw new ConfigurationError([`${name} ${problem}`])
    earlier = value
  })
}

function problemOf(value: string, earlier: string | undefined): string | undefined {
  if (value.trim() === '') return 'is empty; leave it out or give it a value'
  if (value.startsWith('--'))
    return `has no value, as "${value}" is another option; give it one or leave it out`
  return earlier === undefined || earlier === value
    ? undefined
    : // Not the values, as a database URL may hold a password.
      'is given twice with different values; leave one of them out'
}
