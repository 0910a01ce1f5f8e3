import { isAbsolute, resolve } from 'node:path'
import type { Settings } from '../src/config/settings.ts'
import { type SettingName, settingNames, settingTable } from '../src/config/setting-table.ts'
import { isThere } from '../src/io/place.ts'
import type { ReportTarget } from '../src/config/report-target.ts'
import { isSharedPlace } from '../src/places/shared-place.ts'
import type { Workplace } from './workplace.ts'

/**
 * What is wrong with a relative path that may be meant from two places: of two files of one name the wrong one may be the
 * lenient one.
 */
export function pathProblems(
  settings: Settings,
  reports: readonly ReportTarget[],
  workplace: Workplace,
): readonly string[] {
  return [
    ...settingNames.flatMap((name) => {
      const { isPath, member } = settingTable[name]
      const path = isPath === true && member !== undefined ? settings[member] : undefined
      return typeof path === 'string' && !isSharedPlace(path) ? problemsOf(name, path, workplace) : []
    }),
    ...reports.flatMap(({ file = '' }) => placeless('MFA_GATE_REPORT', file, workplace)),
  ]
}

function problemsOf(name: SettingName, path: string, workplace: Workplace): readonly string[] {
  if (isAbsolute(path) || workplace.directory === undefined) return placeless(name, path, workplace)
  const here = resolve(workplace.directory, path)
  const others = workplace.elsewhere.map((place) => resolve(place, path)).filter((file) => isThere(file))
  if (others.length === 0) return []
  const found = isThere(here)
    ? `there are ${here} and ${others.join(' and ')}`
    : `${here} does not exist and ${others.join(' and ')} does`
  return [
    `${name} is "${path}", a relative path, which starts in the folder where \`pulumi\` runs: ${found}; give the absolute path of the one that is meant`,
  ]
}

function placeless(name: SettingName, path: string, { directory }: Workplace): readonly string[] {
  if (isAbsolute(path) || directory !== undefined) return []
  return [
    `${name} is "${path}", and the pack cannot find out in which folder \`pulumi\` runs; give the absolute path`,
  ]
}
