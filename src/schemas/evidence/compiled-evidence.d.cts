import type { AssessmentReport } from '../assessment-report.ts'
import type { Validator } from '../validator.ts'
import type { EvidenceContext } from './context.ts'
import type { EvidenceManifest } from './manifest.ts'
import type { EvidenceRules } from './rules.ts'

declare const validators: {
  readonly isAssessmentReport: Validator<AssessmentReport>
  readonly isEvidenceContext: Validator<EvidenceContext>
  readonly isEvidenceManifest: Validator<EvidenceManifest>
  readonly isEvidenceRules: Validator<EvidenceRules>
}

export = validators
