import type { AssessmentReport } from './assessment-report.ts'
import type { AuditCharter } from './audit-charter.ts'
import type { BaselineFile } from './baseline.ts'
import type { DirectoryListPage } from './directory-list.ts'
import type { EvidenceContext } from './evidence/context.ts'
import type { EvidenceManifest } from './evidence/manifest.ts'
import type { EvidenceRules } from './evidence/rules.ts'
import type { FeatureSummaryBody } from './feature-summary.ts'
import type { GraphErrorBody } from './graph-error.ts'
import type { MfaSignInsBody } from './mfa-sign-ins.ts'
import type { PolicyConfig } from './policy-config.ts'
import type { PolicyFileText } from './policy-file.ts'
import type { RegistrationCountsBody } from './registration-counts.ts'
import type { RegistrationDetailsPage } from './registration-details.ts'
import type { RulesDocument } from './rules-document.ts'
import type { SavedSnapshot } from './saved-snapshot.ts'
import type { SharedReading } from './shared-reading.ts'
import type { TenantsDocument } from './tenants-document.ts'
import type { TokenClaims } from './token-claims.ts'
import type { WaiversDocument } from './waiver.ts'

/** What each compiled validator answers for. */
export interface Validated {
  readonly isAssessmentReport: AssessmentReport
  readonly isAuditCharter: AuditCharter
  readonly isBaseline: BaselineFile
  readonly isDirectoryList: DirectoryListPage
  readonly isEvidenceContext: EvidenceContext
  readonly isEvidenceManifest: EvidenceManifest
  readonly isEvidenceRules: EvidenceRules
  readonly isFeatureSummary: FeatureSummaryBody
  readonly isGraphError: GraphErrorBody
  readonly isMfaSignIns: MfaSignInsBody
  readonly isPolicyConfig: PolicyConfig
  readonly isPolicyFile: PolicyFileText
  readonly isRegistrationCounts: RegistrationCountsBody
  readonly isRegistrationDetails: RegistrationDetailsPage
  readonly isRulesDocument: RulesDocument
  readonly isSavedSnapshot: SavedSnapshot
  readonly isSharedReading: SharedReading
  readonly isTenantsDocument: TenantsDocument
  readonly isTokenClaims: TokenClaims
  readonly isWaiversDocument: WaiversDocument
}
