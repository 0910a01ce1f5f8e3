import junit, { type Builder, type TestCase } from 'junit-report-builder'
import { type Finding, findingsOf, stackName, wholeText } from '../findings.ts'
import { notesOf } from '../notes.ts'
import { oneLine, printable } from '../plain.ts'
import { type Occasion, type Render, type Report, titleOf } from '../report.ts'

/**
 * A suite per tenant and a test case per rule: a violation that stops is a failure, a missing answer that stops an
 * error. All else that is not met or not known is skipped, as tools count what is neither as passed; its sentences are
 * the output.
 */
export const renderJunit: Render = (reports, occasion) => {
  const builder = root.newBuilder()
  for (const report of reports) addSuite(builder, report, occasion)
  return `${builder.build()}\n`
}

// Its types describe an ES module; what Node loads is the builder itself.
const root = junit as unknown as Builder

function addSuite(builder: Builder, report: Report, occasion: Occasion): void {
  const { assessment, outcome, judgedAt } = report
  const suite = builder
    .testSuite()
    .name(suiteName(report, occasion))
    .timestamp(judgedAt.slice(0, 19))
    .time(0)
    .property('version', assessment?.tool.version ?? occasion.audit?.version ?? '')
    .property('rules', oneLine(assessment?.rulesOrigin ?? ''))
    .property('summary', outcome)
  for (const finding of findingsOf(report, occasion)) add(suite.testCase(), finding)
  // The others are among the sentences of the rules.
  for (const { rule, text, level, tenant } of notesOf(report, occasion))
    if (level === 'error')
      suite
        .testCase()
        .className('entra-mfa-gate')
        .name(nameOf(rule.id, tenant?.title))
        .time(0)
        .error(oneLine(text), rule.id, oneLine(text))
}

/** Tools tell suites and cases of several uploads apart by their names alone. */
function suiteName({ tenant, assessment }: Report, { audit }: Occasion): string {
  const whose = audit === undefined ? undefined : titleOf(tenant)
  return ['entra-mfa-gate', whose, assessment && stackName(assessment.stack)]
    .filter((part) => part !== undefined)
    .map(oneLine)
    .join(' ')
}

function nameOf(rule: string, ...about: readonly (string | undefined)[]): string {
  const given = about.filter((part) => part !== undefined)
  return oneLine(given.length === 0 ? rule : `${rule} (${given.join(', ')})`)
}

function add(test: TestCase, finding: Finding): void {
  const { rule, kind, effect, place, stack, tenant } = finding
  // The library ends a CDATA section well at the first of these only.
  const text = printable(wholeText(finding)).replaceAll(']]>', ']] >')
  test
    .className('entra-mfa-gate')
    .name(nameOf(rule.id, tenant?.title, stack))
    .time(0)
  if (place !== undefined) test.file(oneLine(place.file))
  if (effect === 'stop') {
    const first = oneLine(finding.headline)
    if (kind === 'violation') test.failure(first, kind).stacktrace(text)
    else test.error(first, kind, text)
    return
  }
  if (kind !== 'pass') test.skipped()
  test.standardOutput(text)
}
