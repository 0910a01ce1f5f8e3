import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import manifest from '../../package.json' with { type: 'json' }
import { projectDirectory } from '../support/run-process.ts'

const page = readFileSync(join(projectDirectory, 'docs/threat-model.md'), 'utf8')
const section = (title: string): string => page.split(`## ${title}\n`)[1]?.split('\n## ')[0] ?? ''
const rowsOf = (title: string): readonly (readonly string[])[] =>
  section(title)
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )

describe('The threat model', () => {
  const visible = rowsOf('What shows it')

  it('names a test or proof that is there for every claim', () => {
    assert.ok(visible.length >= 12)
    const scripts = Object.keys(manifest.scripts)
    const lacking = visible.flatMap(([claim = '', by = '']) => {
      const names = [...by.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)
      const missing = names.filter((name) =>
        name.startsWith('npm run ')
          ? !scripts.includes(name.slice('npm run '.length))
          : !existsSync(join(projectDirectory, name)),
      )
      return names.length === 0 ? [`${claim}: nothing`] : missing.map((name) => `${claim}: ${name}`)
    })
    assert.deepEqual(lacking, [])
  })

  it('has as many claims shown as it makes, of each who', () => {
    const claims = rowsOf('Who could want a pass')
    const whos: string[] = []
    for (const [who = ''] of claims) whos.push(/\*\*(.+?)\*\*/.exec(who)?.[1] ?? whos.at(-1) ?? '')
    const lacking = [...new Set(whos)].filter(
      (who) =>
        visible.filter(([claim = '']) => claim.startsWith(`${who}: `)).length <
        whos.filter((one) => one === who).length,
    )
    assert.deepEqual(lacking, [])
  })
})
