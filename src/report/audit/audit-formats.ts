import type { Terminal } from '../report-input.ts'
import type { AuditInput } from './audit-row.ts'

/** An audit's format: a pure function to the whole text of the report. */
export type RenderAudit = (input: AuditInput, terminal?: Terminal) => string

interface AuditFormat {
  /** A log may hold several of them one after the other; a document stands alone. */
  readonly kind: 'log' | 'document'
  readonly load: () => Promise<RenderAudit>
}

/** Each loaded with its library when it is asked for. */
export const auditFormats = {
  text: { kind: 'log', load: async () => (await import('./audit-text.ts')).renderAuditText },
  json: { kind: 'document', load: async () => (await import('./audit-json.ts')).renderAuditJson },
  csv: { kind: 'document', load: async () => (await import('./audit-csv.ts')).renderAuditCsv },
  markdown: { kind: 'document', load: async () => (await import('./audit-markdown.ts')).renderAuditMarkdown },
} as const satisfies Readonly<Record<string, AuditFormat>>

export type AuditFormatName = keyof typeof auditFormats

export const auditFormatNames = Object.keys(auditFormats) as readonly AuditFormatName[]
