import { Command } from 'commander'
import type { Effects } from '../effects.ts'
import { originsCommand } from './origins.ts'
import { initCommand } from './init.ts'
import { schemaCommand } from './schema.ts'
import { validateCommand } from './validate.ts'

/** `mfa-gate rules`: what helps to write a rules document and to understand it. */
export function rulesCommand(effects: Effects): Command {
  const rules = new Command('rules').description('Write, check and understand a rules document.')
  const commands = [validateCommand, originsCommand, schemaCommand, initCommand].map((make) => make(effects))
  for (const command of commands) rules.addCommand(command)
  return rules
}

/** commander does not hand settings down to commands that are added ready-made. */
export function inherit(command: Command, parent: Command): Command {
  command.copyInheritedSettings(parent)
  for (const child of command.commands) inherit(child, command)
  return command
}
