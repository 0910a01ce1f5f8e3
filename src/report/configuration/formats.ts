import type { ConfigurationReport } from '../../schemas/configuration-report.ts'
import type { FormatName } from '../formats/formats.ts'
import type { Placed } from './review.ts'

type RenderConfiguration = (report: ConfigurationReport, placed: Placed) => string

/** The formats in which a review of configuration is told, each loaded when it is asked for. */
export const configurationFormats = {
  text: async () => (await import('./text.ts')).renderText,
  json: () => Promise.resolve((report) => `${JSON.stringify(report, undefined, 2)}\n`),
  sarif: async () => (await import('./sarif.ts')).renderSarif,
  github: async () => (await import('./github.ts')).renderGithub,
  gitlab: async () => (await import('./gitlab.ts')).renderGitlab,
} as const satisfies Readonly<Partial<Record<FormatName, () => Promise<RenderConfiguration>>>>

export type ConfigurationFormat = keyof typeof configurationFormats

export function isConfigurationFormat(name: FormatName): name is ConfigurationFormat {
  return Object.hasOwn(configurationFormats, name)
}
