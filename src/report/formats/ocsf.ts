import { remedyOf } from '../../posture/measure.ts'
import type { Snapshot } from '../../posture/snapshot.ts'
import { snapshotsIn, type TenantReading } from '../../posture/tenant-reading.ts'
import type { Verdict } from '../../rules/verdict.ts'
import { ruleAnswerOf } from '../../rules/outcome.ts'
import { answeredBy, type Finding, findingsOf, wholeText } from '../findings.ts'
import { printable } from '../plain.ts'
import { wholeSentence } from '../sentence.ts'
import type { ReportInput } from '../report-input.ts'

/** Open Cybersecurity Schema Framework 1.7.0: an array with a Compliance Finding (class 2003) per rule. */
export function renderOcsf(input: ReportInput): string {
  const events = findingsOf(input).map((finding) => eventOf(finding, input))
  return `${JSON.stringify(events, undefined, 2)}\n`
}

const severities = {
  low: { severity_id: 2, severity: 'Low' },
  medium: { severity_id: 3, severity: 'Medium' },
  high: { severity_id: 4, severity: 'High' },
  critical: { severity_id: 5, severity: 'Critical' },
} as const

const informational = { severity_id: 1, severity: 'Informational' } as const

const states = {
  open: { status_id: 1, status: 'New' },
  waived: { status_id: 3, status: 'Suppressed' },
} as const

/** In both places that have a status; 99 is for a word that the class does not know. */
const notAsked = { status_id: 99, status: 'Not asked' } as const

const kind = {
  category_uid: 2,
  category_name: 'Findings',
  class_uid: 2003,
  class_name: 'Compliance Finding',
  activity_id: 1,
  activity_name: 'Create',
  type_uid: 200_301,
  type_name: 'Compliance Finding: Create',
} as const

function eventOf(finding: Finding, { assessment, now, version }: ReportInput): object {
  const { rule, verdict, waived, stack } = finding
  const time = now.getTime()
  const description = printable(rule.description)
  const message = printable(wholeText(finding))
  const tenant = snapshotBehind(verdict, assessment.readings)
  const asked = verdict.kind !== 'not-applicable'
  return {
    ...kind,
    time,
    message,
    ...(asked && verdict.kind !== 'pass' ? severities[rule.severity] : informational),
    ...(asked ? states[waived ? 'waived' : 'open'] : notAsked),
    finding_info: {
      uid: [
        'entra-mfa-gate',
        tenant?.tenantId ?? 'unknown-tenant',
        ...(stack === undefined ? [] : [stack]),
        rule.id,
      ].join(':'),
      title: printable(finding.headline),
      desc: description,
      types: ['MFA registration'],
      created_time: time,
    },
    compliance: { control: rule.id, desc: description, requirements: [rule.measure], ...statusOf(finding) },
    ...(asked ? { remediation: remediationOf(rule) } : {}),
    resources: [
      {
        uid: tenant?.tenantId ?? 'unknown',
        type: 'Microsoft Entra tenant',
        ...(tenant?.provenance.simulated === true ? { labels: ['simulated'] } : {}),
      },
    ],
    metadata: {
      version: '1.7.0',
      product: { name: 'entra-mfa-gate', vendor_name: 'entra-mfa-gate', version },
      event_code: rule.id,
      ...(tenant === undefined ? {} : { tenant_uid: tenant.tenantId }),
    },
    unmapped: { ...unmappedOf(finding), summary: assessment.outcome },
  }
}

function remediationOf({ measure }: Finding['rule']): object {
  const { remedy, page } = remedyOf(measure)
  return { desc: wholeSentence(remedy), ...(page === undefined ? {} : { references: [page] }) }
}

/** The one that the verdict rests on, else any: all are of one tenant, and a finding keeps its id when its source fails. */
function snapshotBehind({ reading }: Verdict, readings: TenantReading): Snapshot | undefined {
  return reading?.kind === 'snapshot' ? reading.snapshot : snapshotsIn(readings)[0]
}

/** What could not be determined is no pass and no failure, and OCSF has a word for that. */
function statusOf({ verdict, effect }: Finding): object {
  switch (verdict.kind) {
    case 'pass':
      return effect === 'none' ? { status_id: 1, status: 'Pass' } : { status_id: 2, status: 'Warning' }
    case 'violation':
      return effect === 'stop' ? { status_id: 3, status: 'Fail' } : { status_id: 2, status: 'Warning' }
    case 'undetermined':
      return { status_id: 0, status: 'Unknown', status_code: verdict.reason.code }
    case 'not-applicable':
      return notAsked
  }
}

/** What the class has no place for. */
function unmappedOf(finding: Finding): object {
  const { verdict, rule, effect } = finding
  const numbers = verdict.kind === 'pass' || verdict.kind === 'violation' ? verdict : undefined
  return {
    effect,
    answer: ruleAnswerOf(answeredBy(finding)),
    enforcement: rule.enforcement,
    ...(numbers === undefined ? {} : { count: numbers.count, population: numbers.population }),
  }
}
