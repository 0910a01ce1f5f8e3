import { SarifBuilder, SarifResultBuilder, SarifRuleBuilder, SarifRunBuilder } from 'node-sarif-builder'
import type { ConfigurationReport } from '../../schemas/configuration-report.ts'
import { uriOf } from '../place.ts'
import { printable } from '../plain.ts'
import { identityIn } from './identity.ts'
import type { ConfigurationFinding, Placed } from './review.ts'

/** What each code means, whichever file it was found in. */
const meanings: Readonly<Record<ConfigurationFinding['code'], string>> = {
  disabled: 'A policy of the gate is disabled.',
  'level-lowered': 'The enforcement level of a rule is lowered.',
  'minimum-lowered': 'The minimum of a rule is lowered.',
  loosened: 'A setting of a rule is loosened.',
  excepted: 'A rule is excepted, and no waiver covers that.',
  unreadable: 'A policy configuration cannot be read.',
  environments: 'Policies are configured where the gate cannot see it.',
  'excepted-and-waived': 'A rule is excepted, as a waiver allows.',
  'exception-without-effect': 'An exception has no effect.',
  'unknown-policy': 'A policy is configured that the gate does not have.',
}

/** SARIF 2.1.0, in a category of its own, so that an upload closes no alert of a check. */
export function renderSarif(report: ConfigurationReport, placed: Placed): string {
  const { tool, reviewedAt, outcome, files } = report
  const run = new SarifRunBuilder({
    automationDetails: { id: 'entra-mfa-gate/policy-config/' },
    columnKind: 'utf16CodeUnits',
    properties: { summary: outcome },
    invocations: [{ executionSuccessful: outcome !== 'unreadable', endTimeUtc: reviewedAt }],
  }).initSimple({ toolDriverName: 'entra-mfa-gate', toolDriverVersion: tool.version })
  for (const code of new Set(files.flatMap(({ findings }) => findings.map((one) => one.code))))
    run.addRule(new SarifRuleBuilder({ id: ruleId(code), shortDescription: { text: meanings[code] } }))
  for (const reviewed of files) {
    for (const found of reviewed.findings) {
      const uri = uriOf({ file: placed(reviewed.file) ?? reviewed.file, line: 1 })
      run.addResult(
        new SarifResultBuilder({
          ruleId: ruleId(found.code),
          level: found.level,
          message: { text: printable(found.message) },
          locations: [
            { physicalLocation: { artifactLocation: { uri }, region: { startLine: found.line ?? 1 } } },
          ],
          partialFingerprints: { 'policyConfig/v1': identityIn(reviewed, found) },
        }),
      )
    }
  }
  const log = new SarifBuilder()
  log.addRun(run)
  return `${JSON.stringify(log.buildSarifOutput(), undefined, 2)}\n`
}

function ruleId(code: ConfigurationFinding['code']): string {
  return `policy-config/${code}`
}
