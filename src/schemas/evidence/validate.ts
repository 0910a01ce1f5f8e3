// Compiled by the build, as ../validate.ts says.
import compiled from './compiled-evidence.cjs'

export const { isAssessmentReport, isEvidenceContext, isEvidenceManifest, isEvidenceRules } = compiled
