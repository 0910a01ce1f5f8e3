import { type Finding, findingsOf, wholeText } from '../findings.ts'
import { type Note, notesOf } from '../notes.ts'
import { oneLine, printable } from '../plain.ts'
import { isOfStandIn, type Occasion, type Render, type Report } from '../report.ts'
import { wholeSentence } from '../sentence.ts'

/** Open Cybersecurity Schema Framework 1.7.0: an array with a Compliance Finding (class 2003) per rule. */
export const renderOcsf: Render = (reports, occasion) => {
  const events = reports.flatMap((report) => eventsOf(report, occasion))
  return `${JSON.stringify(events, undefined, 2)}\n`
}

function eventsOf(report: Report, occasion: Occasion): readonly object[] {
  const errors = notesOf(report, occasion).filter(({ level }) => level === 'error')
  return [
    ...findingsOf(report, occasion).map((finding) => findingEvent(finding, report)),
    ...errors.map((note) => noteEvent(note, report, occasion)),
  ]
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

/** What differs from event to event. */
interface Parts {
  readonly message: string
  readonly title: string
  readonly desc: string
  readonly severity: object
  readonly status: object
  readonly compliance: object
  readonly remediation?: object
  readonly unmapped: object
}

function findingEvent(finding: Finding, report: Report): object {
  const { rule, kind, waived } = finding
  const desc = printable(rule.description)
  const asked = kind !== 'not-applicable'
  return eventOf(finding, report, report.assessment?.tool.version, {
    message: printable(wholeText(finding)),
    title: printable(finding.headline),
    desc,
    severity: asked && kind !== 'pass' ? severities[rule.severity] : informational,
    status: asked ? states[waived ? 'waived' : 'open'] : notAsked,
    compliance: { control: rule.id, desc, requirements: [rule.measure], ...statusOf(finding) },
    ...(asked ? { remediation: remediationOf(finding) } : {}),
    unmapped: unmappedOf(finding),
  })
}

/** Why this tenant has no assessment. */
function noteEvent(note: Note, report: Report, { audit }: Occasion): object {
  const text = oneLine(note.text)
  return eventOf(note, report, audit?.version, {
    ...{ message: text, title: text, desc: text },
    ...{ severity: severities.high, status: states.open },
    compliance: { control: note.rule.id, desc: text, requirements: [], status_id: 0, status: 'Unknown' },
    unmapped: {},
  })
}

function eventOf(
  { rule, stack, tenant }: Finding | Note,
  report: Report,
  version: string | undefined,
  { message, title, desc, severity, status, compliance, remediation, unmapped }: Parts,
): object {
  const time = Date.parse(report.judgedAt)
  const tenantId = report.tenant.id
  // A finding keeps its id when its source fails; a tenant whose id nobody knows goes by what an audit calls it.
  const whose = tenantId ?? tenant?.key ?? 'unknown-tenant'
  return {
    ...eventKind,
    time,
    message,
    ...severity,
    ...status,
    finding_info: {
      uid: ['entra-mfa-gate', whose, ...(stack === undefined ? [] : [stack]), rule.id].join(':'),
      title,
      desc,
      types: ['MFA registration'],
      created_time: time,
    },
    compliance,
    ...(remediation === undefined ? {} : { remediation }),
    resources: [
      {
        uid: tenantId ?? 'unknown',
        type: 'Microsoft Entra tenant',
        ...(isOfStandIn(report.assessment) ? { labels: ['simulated'] } : {}),
      },
    ],
    metadata: {
      version: '1.7.0',
      product: { name: 'entra-mfa-gate', vendor_name: 'entra-mfa-gate', version: version ?? '' },
      event_code: rule.id,
      ...(tenantId === undefined ? {} : { tenant_uid: tenantId }),
    },
    unmapped: { ...unmapped, summary: report.outcome },
  }
}

function remediationOf({ remedy: { remedy, page } }: Finding): object {
  return { desc: wholeSentence(remedy), ...(page === undefined ? {} : { references: [page] }) }
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
    answer: finding.answer,
    enforcement: rule.enforcement,
    ...(numbers === undefined ? {} : { count: numbers.count, population: numbers.population }),
    ...(numbers?.possibly === undefined ? {} : { possibly: numbers.possibly }),
  }
}
