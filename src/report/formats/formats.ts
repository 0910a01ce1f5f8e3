import type { Render } from '../report.ts'

/** A format by its name: what it is for, and its renderer, loaded with its library when it is asked for. */
interface Format {
  /** A log may hold several of them one after the other; a document stands alone. */
  readonly kind: 'log' | 'document'
  readonly load: () => Promise<Render>
}

export const formats = {
  text: { kind: 'log', load: async () => (await import('./text.ts')).renderText },
  github: { kind: 'log', load: async () => (await import('./github.ts')).renderGithub },
  'azure-devops': { kind: 'log', load: async () => (await import('./azure-devops.ts')).renderAzureDevops },
  json: { kind: 'document', load: async () => (await import('./json.ts')).renderJson },
  markdown: { kind: 'document', load: async () => (await import('./markdown.ts')).renderMarkdown },
  junit: { kind: 'document', load: async () => (await import('./junit.ts')).renderJunit },
  sarif: { kind: 'document', load: async () => (await import('./sarif.ts')).renderSarif },
  gitlab: { kind: 'document', load: async () => (await import('./gitlab.ts')).renderGitlab },
  csv: { kind: 'document', load: async () => (await import('./csv.ts')).renderCsv },
  ocsf: { kind: 'document', load: async () => (await import('./ocsf.ts')).renderOcsf },
  html: { kind: 'document', load: async () => (await import('./html.ts')).renderHtml },
} as const satisfies Readonly<Record<string, Format>>

export type FormatName = keyof typeof formats

export const formatNames = Object.keys(formats) as readonly FormatName[]

export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(formats, name)
}

/** Whether a policy pack writes it too: the pack is one file that every preview starts, so it holds no charts. */
export function isInPack(name: FormatName): boolean {
  return name !== 'html'
}
