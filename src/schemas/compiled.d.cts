import type { BaselineFile } from './baseline.ts'
import type { FeatureSummaryBody } from './feature-summary.ts'
import type { GraphErrorBody } from './graph-error.ts'
import type { PolicyConfig } from './policy-config.ts'
import type { RegistrationCountsBody } from './registration-counts.ts'
import type { RegistrationDetailsPage } from './registration-details.ts'
import type { RulesDocument } from './rules-document.ts'
import type { SavedSnapshot } from './saved-snapshot.ts'
import type { TokenClaims } from './token-claims.ts'
import type { Validator } from './validator.ts'
import type { WaiversDocument } from './waiver.ts'

declare const validators: {
  readonly isBaseline: Validator<BaselineFile>
  readonly isFeatureSummary: Validator<FeatureSummaryBody>
  readonly isGraphError: Validator<GraphErrorBody>
  readonly isPolicyConfig: Validator<PolicyConfig>
  readonly isRegistrationCounts: Validator<RegistrationCountsBody>
  readonly isRegistrationDetails: Validator<RegistrationDetailsPage>
  readonly isRulesDocument: Validator<RulesDocument>
  readonly isSavedSnapshot: Validator<SavedSnapshot>
  readonly isTokenClaims: Validator<TokenClaims>
  readonly isWaiversDocument: Validator<WaiversDocument>
}

export = validators
