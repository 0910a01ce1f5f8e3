import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectDirectory } from '../support/run-process.ts'

/** A command of a guide, with what the guide shows of its output. */
export interface Command {
  readonly text: string
  readonly lines: readonly string[]
}

/** A file that the reader writes. */
export interface WrittenFile {
  readonly path: string
  readonly text: string
}

export interface Step {
  readonly number: number
  readonly title: string
  readonly does: readonly (Command | WrittenFile)[]
}

export const pageOf = (name: string): string => join(projectDirectory, 'docs/guides', `${name}.md`)

/** The numbered steps of a guide. Every block of code is one of commands, or a file whose first line says its path. */
export function stepsOf(name: string): readonly Step[] {
  const sections = readFileSync(pageOf(name), 'utf8').split(/^## /m).slice(1)
  return sections.flatMap((section) => {
    const [, number, title = ''] = /^(\d+)\. (.+)/.exec(section) ?? []
    if (number === undefined) return []
    const blocks = [...section.matchAll(/^```(\w+)\n([^]*?)^```$/gm)]
    const does = blocks.flatMap(([, language = '', text = '']): readonly (Command | WrittenFile)[] =>
      language === 'console' ? commandsIn(text) : [fileIn(text, `${name}, step ${number}`)],
    )
    return [{ number: Number(number), title, does }]
  })
}

function commandsIn(text: string): readonly Command[] {
  return text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [command = '', ...lines] = part.trimEnd().split('\n')
      return { text: command, lines }
    })
}

function fileIn(text: string, where: string): WrittenFile {
  const [, path] = /^(?:#|\/\/|<!--) (\S+)/.exec(text) ?? []
  if (path === undefined) throw new Error(`${where} has a block that is neither commands nor a file`)
  return { path, text }
}

export const isCommand = (one: Command | WrittenFile): one is Command => 'lines' in one
