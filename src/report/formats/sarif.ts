import { SarifBuilder, SarifResultBuilder, SarifRuleBuilder, SarifRunBuilder } from 'node-sarif-builder'
import type { ReportingConfiguration, Result, Suppression } from 'sarif'
import { type Finding, findingsOf, identityOf, levelOf, wholeText } from '../findings.ts'
import { standInPlace, uriOf } from '../place.ts'
import { oneLine, printable } from '../plain.ts'
import type { ReportInput } from '../report-input.ts'
import { wholeSentence } from '../sentence.ts'
import { stackName } from '../stack-name.ts'

/** SARIF 2.1.0. Every rule has a result, a pass too; what is waived is a suppressed result, as code scanning hides it. */
export function renderSarif(input: ReportInput): string {
  const { now, version, assessment } = input
  const findings = findingsOf(input)
  const run = new SarifRunBuilder({
    automationDetails: { id: categoryOf(input) },
    columnKind: 'utf16CodeUnits',
    properties: { summary: assessment.outcome },
    invocations: [
      { executionSuccessful: assessment.outcome !== 'undetermined', endTimeUtc: now.toISOString() },
    ],
  }).initSimple({ toolDriverName: 'entra-mfa-gate', toolDriverVersion: version })
  for (const finding of findings) run.addRule(descriptorOf(finding))
  for (const finding of findings) run.addResult(new SarifResultBuilder(resultOf(finding)))
  const log = new SarifBuilder()
  log.addRun(run)
  return `${JSON.stringify(log.buildSarifOutput(), undefined, 2)}\n`
}

/** What stands before the last slash is GitHub's category: an upload closes the alerts of its own one only. */
function categoryOf({ stack }: ReportInput): string {
  const name = stackName(stack)
  return name === undefined ? 'entra-mfa-gate/' : `entra-mfa-gate/${oneLine(name)}/`
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
