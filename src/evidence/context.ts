import type { Exclusions } from '../model/exclusion.ts'
import type { ReportInput } from '../report/report-of.ts'
import { namesOfStack } from '../rules/stack.ts'
import { assessmentReportSchema } from '../schemas/assessment-report.ts'
import { type EvidenceContext, evidenceContextSchema } from '../schemas/evidence/context.ts'
import { evidenceManifestSchema } from '../schemas/evidence/manifest.ts'
import { evidenceRulesSchema } from '../schemas/evidence/rules.ts'
import { savedSnapshotSchema } from '../schemas/saved-snapshot.ts'
import { baselinesOf } from './kept-baselines.ts'
import type { ReadingParts } from './kept-reading.ts'

/** What was judged with, besides rules and numbers. `node` is the version of Node.js. */
export function contextOf(
  { assessment, version }: ReportInput,
  { kept, savedIn }: ReadingParts,
  { exclusions, node }: { readonly exclusions: Exclusions | undefined; readonly node: string },
): EvidenceContext {
  const { stack, now, rulesOrigin } = assessment
  return {
    kind: 'entra-mfa-gate evidence context',
    version: 1,
    judgedAt: now.toISOString(),
    tool: { name: 'entra-mfa-gate', version },
    node,
    schemas: [
      ...[assessmentReportSchema.$id, savedSnapshotSchema.$id, evidenceRulesSchema.$id],
      ...[evidenceContextSchema.$id, evidenceManifestSchema.$id],
    ],
    rulesOrigin,
    stack: namesOfStack(stack),
    savedIn,
    reading: kept,
    baselines: [...baselinesOf(assessment, exclusions)],
  }
}
