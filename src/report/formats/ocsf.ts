import { snapshotsIn, type TenantReading } from '../../posture/tenant-reading.ts'
import { ruleAnswerOf } from '../../rules/outcome.ts'
import { answeredBy, type Finding, findingsOf, type Origin, originOf, wholeText } from '../findings.ts'
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

const eventKind = {
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
  const { rule, kind, waived, stack } = finding
  const time = now.getTime()
  const description = printable(rule.description)
  const message = printable(wholeText(finding))
  const tenant = tenantBehind(finding, assessment.readings)
  const asked = kind !== 'not-applicable'
  return {
    ...eventKind,
    time,
    message,
    ...(asked && kind !== 'pass' ? severities[rule.severity] : informational),
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
    ...(asked ? { remediation: remediationOf(finding) } : {}),
    resources: [
      {
        uid: tenant?.tenantId ?? 'unknown',
        type: 'Microsoft Entra tenant',
        ...(tenant?.simulated === true ? { labels: ['simulated'] } : {}),
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

function remediationOf({ remedy: { remedy, page } }: Finding): object {
  return { desc: wholeSentence(remedy), ...(page === undefined ? {} : { references: [page] }) }
}

/** The one that the verdict rests on, else any: all are of one tenant, and a finding keeps its id when its source fails. */
function tenantBehind(
  finding: Finding,
  readings: TenantReading,
): Pick<Origin, 'tenantId' | 'simulated'> | undefined {
  const [first] = snapshotsIn(readings)
  return originOf(finding) ?? (first && { tenantId: first.tenantId, simulated: first.provenance.simulated })
}

/** What could not be determined is no pass and no failure, and OCSF has a word for that. */
function statusOf({ kind, effect, reason }: Finding): object {
  switch (kind) {
    case 'pass':
      return effect === 'none' ? { status_id: 1, status: 'Pass' } : { status_id: 2, status: 'Warning' }
    case 'violation':
      return effect === 'stop' ? { status_id: 3, status: 'Fail' } : { status_id: 2, status: 'Warning' }
    case 'undetermined':
      return { status_id: 0, status: 'Unknown', status_code: reason?.code }
    case 'not-applicable':
      return notAsked
  }
}

/** What the class has no place for. */
function unmappedOf(finding: Finding): object {
  const { numbers, rule, effect } = finding
  return {
    effect,
    answer: ruleAnswerOf(answeredBy(finding)),
    enforcement: rule.enforcement,
    ...(numbers === undefined ? {} : { count: numbers.count, population: numbers.population }),
    ...(numbers?.possibly === undefined ? {} : { possibly: numbers.possibly }),
  }
}
