import { SarifBuilder, SarifResultBuilder, SarifRuleBuilder, SarifRunBuilder } from 'node-sarif-builder'
import type { Notification, ReportingConfiguration, Result, Suppression } from 'sarif'
import { type Finding, findingsOf, identityOf, levelOf, stackName, wholeText } from '../findings.ts'
import { notesOf } from '../notes.ts'
import { standInPlace, uriOf } from '../place.ts'
import { oneLine, printable } from '../plain.ts'
import { type Occasion, type Render, type Report, worstOf } from '../report.ts'
import { wholeSentence } from '../sentence.ts'

/**
 * SARIF 2.1.0. Every rule has a result, a pass too; what is waived is a suppressed result, as code scanning hides it.
 * All tenants are one run: GitHub takes 20 runs at most, and 25,000 results of each.
 */
export const renderSarif: Render = (reports, occasion) => {
  const [first] = reports
  const { audit } = occasion
  const outcome = worstOf(reports)
  const findings = reports.flatMap((report) => findingsOf(report, occasion))
  const defects = reports.flatMap((report) => notificationsOf(report, occasion))
  const run = new SarifRunBuilder({
    automationDetails: { id: categoryOf(first, occasion) },
    columnKind: 'utf16CodeUnits',
    properties: { summary: outcome },
    invocations: [
      {
        executionSuccessful: outcome !== 'undetermined' && outcome !== 'defect',
        endTimeUtc: audit?.finishedAt ?? first?.judgedAt ?? '',
        ...(defects.length === 0 ? {} : { toolExecutionNotifications: defects }),
      },
    ],
  }).initSimple({
    toolDriverName: 'entra-mfa-gate',
    toolDriverVersion: audit?.version ?? first?.assessment?.tool.version ?? '',
  })
  for (const finding of new Map(findings.map((one) => [one.rule.id, one])).values())
    run.addRule(descriptorOf(finding))
  for (const finding of findings) run.addResult(new SarifResultBuilder(resultOf(finding)))
  const log = new SarifBuilder()
  log.addRun(run)
  return `${JSON.stringify(log.buildSarifOutput(), undefined, 2)}\n`
}

/** That the gate failed; what else there is to note the results tell. */
function notificationsOf(report: Report, occasion: Occasion): Notification[] {
  return notesOf(report, occasion)
    .filter(({ level }) => level === 'error')
    .map(({ text, rule }) => ({ level: 'error', message: { text: oneLine(text) }, descriptor: rule }))
}

/** What stands before the last slash is GitHub's category: an upload closes the alerts of its own one only. */
function categoryOf(report: Report | undefined, { audit }: Occasion): string {
  const name = report?.assessment && stackName(report.assessment.stack)
  const parts = ['entra-mfa-gate', audit && 'audit', name && oneLine(name)]
  return `${parts.filter((part) => part !== undefined).join('/')}/`
}

/** GitHub orders alerts by this number, from 0.0 to 10.0. */
const securitySeverity = { low: '3.0', medium: '5.5', high: '8.0', critical: '9.5' } as const

function descriptorOf({ rule, remedy: { remedy } }: Finding): SarifRuleBuilder {
  const { id, description, severity, enforcement } = rule
  const configuration: ReportingConfiguration = {
    level: enforcement === 'mandatory' ? 'error' : 'warning',
    enabled: enforcement !== 'disabled',
  }
  const text = printable(description)
  return new SarifRuleBuilder({
    id,
    shortDescription: { text },
    fullDescription: { text },
    defaultConfiguration: configuration,
    help: { text: wholeSentence(remedy) },
    properties: {
      tags: ['security', 'identity', 'mfa'],
      'security-severity': securitySeverity[severity],
      precision: 'very-high',
    },
  })
}

function resultOf(finding: Finding): Result {
  const { rule, kind, place = standInPlace } = finding
  const suppressions = suppressionsOf(finding)
  return {
    ruleId: rule.id,
    kind: kinds[kind],
    // The standard demands "none" for every result that is no failure.
    level: kinds[kind] === 'fail' ? (levelOf(finding) ?? 'note') : 'none',
    message: { text: printable(wholeText(finding)) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(place) },
          region: { startLine: place.line },
        },
      },
    ],
    partialFingerprints: { 'stackAndRule/v1': identityOf(finding) },
    ...(suppressions.length === 0 ? {} : { suppressions: [...suppressions] }),
  }
}

/** What could not be determined stops as well, and consumers show failures alone, so it is one. */
const kinds = {
  pass: 'pass',
  violation: 'fail',
  undetermined: 'fail',
  'not-applicable': 'notApplicable',
} as const

function suppressionsOf({ waiver }: Finding): readonly Suppression[] {
  if (waiver === undefined) return []
  const { reason, owner, ticket, expires } = waiver
  return [
    {
      kind: 'external',
      status: 'accepted',
      justification: printable(`${reason} (${owner}, ${ticket}, until ${expires})`),
    },
  ]
}
