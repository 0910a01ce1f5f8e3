import { heading, list, markdownText, paragraph, tableRow } from '../markdown-blocks.ts'
import { formatMoment } from '../moment.ts'
import { type Audit, type Report, titleOf } from '../report.ts'
import { judgedWords, looks, summarySentence } from './sentences.ts'

/** The bundle of one tenant, as it lies beside the index. */
interface IndexedBundle {
  readonly report: Report
  readonly file: string
  /** Hexadecimal; undefined: this audit has written none, or it is gone. */
  readonly sha256: string | undefined
}

/** What lies in a folder of evidence bundles, for whoever is handed it. */
export function renderEvidenceIndex(
  bundles: readonly IndexedBundle[],
  audit: Audit,
  signedBy: string | undefined,
): string {
  const head = ['Tenant', 'Outcome', 'Judged', 'Bundle', 'SHA-256']
  const check = signedBy === undefined ? '--allow-unsigned' : '--key PUBLIC'
  const reports = bundles.map(({ report }) => report)
  return markdownText([
    heading(2, 'Evidence of MFA registration'),
    paragraph(
      `${summarySentence(reports, audit)} Audit ${audit.auditId ?? 'not kept in a history'}, finished at ${formatMoment(audit.finishedAt)}.`,
    ),
    {
      type: 'table',
      align: head.map(() => null),
      children: [tableRow(head), ...bundles.map(rowOf).map(tableRow)],
    },
    list([
      signedBy === undefined
        ? 'The bundles are not signed: digests find accidents, not intent.'
        : `The bundles are signed with the key ${signedBy}.`,
      `Each is checked, and judged again from its own numbers, by: mfa-gate evidence verify FILE ${check}`,
    ]),
  ])
}

function rowOf({ report, file, sha256 }: IndexedBundle): readonly string[] {
  return [
    titleOf(report.tenant),
    looks[report.outcome].word,
    judgedWords(report),
    sha256 === undefined ? `no ${file} of this audit` : file,
    sha256 ?? '–',
  ]
}
