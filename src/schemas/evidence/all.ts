import { assessmentReportSchema } from '../assessment-report.ts'
import { evidenceContextSchema } from './context.ts'
import { evidenceManifestSchema } from './manifest.ts'
import { evidenceRulesSchema } from './rules.ts'

/** Schemas that only the evidence commands need: compiled into a file of their own, which no preview loads. */
export const evidenceSchemas = {
  isAssessmentReport: assessmentReportSchema,
  isEvidenceContext: evidenceContextSchema,
  isEvidenceManifest: evidenceManifestSchema,
  isEvidenceRules: evidenceRulesSchema,
} as const
