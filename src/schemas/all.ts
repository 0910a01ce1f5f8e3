import { assessmentReportSchema } from './assessment-report.ts'
import { auditCharterSchema } from './audit-charter.ts'
import { auditReportSchema } from './audit-report.ts'
import { baselineSchema } from './baseline.ts'
import { directoryListSchema } from './directory-list.ts'
import { configurationReportSchema } from './configuration-report.ts'
import { evidenceContextSchema } from './evidence/context.ts'
import { evidenceManifestSchema } from './evidence/manifest.ts'
import { evidenceRulesSchema } from './evidence/rules.ts'
import { verificationSchema } from './evidence/verification.ts'
import { explanationSchema } from './explanation.ts'
import { featureSummarySchema } from './feature-summary.ts'
import { graphErrorSchema } from './graph-error.ts'
import { mfaSignInsSchema } from './mfa-sign-ins.ts'
import { policyConfigSchema } from './policy-config.ts'
import { policyFileSchema } from './policy-file.ts'
import { registrationCountsSchema } from './registration-counts.ts'
import { registrationDetailsSchema } from './registration-details.ts'
import { rulesDocumentSchema } from './rules-document.ts'
import { savedSnapshotSchema } from './saved-snapshot.ts'
import { sharedReadingSchema } from './shared-reading.ts'
import { tenantsDocumentSchema } from './tenants-document.ts'
import { tokenClaimsSchema } from './token-claims.ts'
import type { Validated } from './validated.ts'
import { waiversDocumentSchema } from './waiver.ts'

/**
 * Every schema that is compiled ahead of time, by the name of its validator: each into a file of its own in `compiled`,
 * so that a start loads those alone that it needs.
 */
export const schemas = {
  isAssessmentReport: assessmentReportSchema,
  isAuditCharter: auditCharterSchema,
  isBaseline: baselineSchema,
  isDirectoryList: directoryListSchema,
  isEvidenceContext: evidenceContextSchema,
  isEvidenceManifest: evidenceManifestSchema,
  isEvidenceRules: evidenceRulesSchema,
  isFeatureSummary: featureSummarySchema,
  isGraphError: graphErrorSchema,
  isMfaSignIns: mfaSignInsSchema,
  isPolicyConfig: policyConfigSchema,
  isPolicyFile: policyFileSchema,
  isRegistrationCounts: registrationCountsSchema,
  isRegistrationDetails: registrationDetailsSchema,
  isRulesDocument: rulesDocumentSchema,
  isSavedSnapshot: savedSnapshotSchema,
  isSharedReading: sharedReadingSchema,
  isTenantsDocument: tenantsDocumentSchema,
  isTokenClaims: tokenClaimsSchema,
  isWaiversDocument: waiversDocumentSchema,
} as const satisfies Readonly<Record<keyof Validated, unknown>>

/** The schemas published for editors and for tools that read our files, by file name in `docs/schemas`. */
export const publishedSchemas = {
  'mfa-assessment.schema.json': assessmentReportSchema,
  'mfa-audit.schema.json': auditReportSchema,
  'mfa-evidence-context.schema.json': evidenceContextSchema,
  'mfa-evidence-manifest.schema.json': evidenceManifestSchema,
  'mfa-evidence-rules.schema.json': evidenceRulesSchema,
  'mfa-explanation.schema.json': explanationSchema,
  'mfa-policy-config.schema.json': configurationReportSchema,
  'mfa-rules.schema.json': rulesDocumentSchema,
  'mfa-snapshot.schema.json': savedSnapshotSchema,
  'mfa-tenants.schema.json': tenantsDocumentSchema,
  'mfa-waivers.schema.json': waiversDocumentSchema,
  'mfa-verification.schema.json': verificationSchema,
  'policy-config.schema.json': policyConfigSchema,
} as const
