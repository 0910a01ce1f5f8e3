import { Help } from 'commander'
import { type SettingName, settingNames, settingTable } from '../config/setting-table.ts'
import { type ExitName, exitCodes, exitMeanings } from './exit-code.ts'

/** What `mfa-gate --help` prints of the environment and of exit codes, from their tables. */
export function tableHelp(width: number): string {
  const settings = settingNames.map((name): Row => {
    const { means, default: unset } = settingTable[name]
    return [name, plain(`${means}; default: ${unset}`)]
  })
  const codes = (Object.keys(exitCodes) as ExitName[]).map((name): Row => [
    String(exitCodes[name]),
    exitMeanings[name],
  ])
  return `\n${listOf('Environment', settings, width)}\n\n${listOf('Exit codes', codes, width)}`
}

/** What the help of an option says of the setting that it stands in place of. */
export function defaultOf(name: SettingName): string {
  return plain(`default: ${name}, else ${settingTable[name].default}`)
}

type Row = readonly [term: string, says: string]

function listOf(title: string, rows: readonly Row[], width: number): string {
  const help = new Help()
  help.prepareContext({ helpWidth: width })
  const termWidth = Math.max(...rows.map(([{ length }]) => length))
  return [`${title}:`, ...rows.map(([term, says]) => help.formatItem(term, termWidth, says, help))].join('\n')
}

/** The tables are written for Markdown. */
function plain(markdown: string): string {
  return markdown.replaceAll('`', '')
}
