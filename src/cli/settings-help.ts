import { Help } from 'commander'
import { type SettingName, settingNames, settingTable } from '../config/setting-table.ts'

/** The environment, as `mfa-gate --help` prints it. */
export function settingsHelp(width: number): string {
  const help = new Help()
  help.prepareContext({ helpWidth: width })
  const termWidth = Math.max(...settingNames.map(({ length }) => length))
  const items = settingNames.map((name) =>
    help.formatItem(
      name,
      termWidth,
      plain(`${settingTable[name].means}; default: ${settingTable[name].default}`),
      help,
    ),
  )
  return ['Environment:', ...items].join('\n')
}

/** What the help of an option says of the setting that it stands in place of. */
export function defaultOf(name: SettingName): string {
  return plain(`default: ${name}, else ${settingTable[name].default}`)
}

/** The table is written for Markdown. */
function plain(markdown: string): string {
  return markdown.replaceAll('`', '')
}
