import { mkdirSync, writeFileSync } from 'node:fs'
import { type FormatName, formatNames } from '../../src/report/formats/formats.ts'
import { rendered } from './rendered.ts'
import { inputOf, methodReading, methodRules } from './sample.ts'

export const goldenDirectory = new URL('../golden/', import.meta.url)

const endings: Partial<Record<FormatName, string>> = {
  text: 'txt',
  github: 'txt',
  'azure-devops': 'txt',
  markdown: 'md',
  junit: 'xml',
  sarif: 'sarif',
  csv: 'csv',
  html: 'html',
}

/** The samples in every format, and as a terminal shows the first, by file name. */
export async function goldenTexts(): Promise<ReadonlyMap<string, string>> {
  const input = await inputOf()
  const texts = new Map<string, string>()
  for (const name of formatNames) {
    texts.set(`${name}.${endings[name] ?? 'json'}`, await rendered(name, input))
  }
  for (const columns of [100, 70, 40]) {
    texts.set(
      `terminal-${columns}.txt`,
      await rendered('text', input, { terminal: { columns, colour: false } }),
    )
  }
  const methods = await inputOf(methodRules, methodReading)
  for (const name of formatNames)
    texts.set(`methods-${name}.${endings[name] ?? 'json'}`, await rendered(name, methods))
  return texts
}

if (import.meta.main) {
  mkdirSync(goldenDirectory, { recursive: true })
  for (const [name, text] of await goldenTexts()) writeFileSync(new URL(name, goldenDirectory), text)
}
