import junit, { type Builder, type TestCase } from 'junit-report-builder'
import { type Finding, findingsOf, wholeText } from '../findings.ts'
import { oneLine, printable } from '../plain.ts'
import type { ReportInput } from '../report-input.ts'
import { stackName } from '../stack-name.ts'

/**
 * A test case per rule: a violation that stops is a failure, a missing answer that stops an error. All else
 * that is not met or not known is skipped, as tools count what is neither as passed; its sentences are the output.
 */
export function renderJunit(input: ReportInput): string {
  const builder = root.newBuilder()
  const suite = builder
    .testSuite()
    .name(suiteName(input))
    .timestamp(input.now.toISOString().slice(0, 19))
    .time(0)
    .property('version', input.version)
    .property('rules', oneLine(input.rulesOrigin))
    .property('summary', input.assessment.outcome)
  for (const finding of findingsOf(input)) add(suite.testCase(), finding)
  return `${builder.build()}\n`
}

// Its types describe an ES module; what Node loads is the builder itself.
const root = junit as unknown as Builder

/** Tools tell suites and cases of several uploads apart by their names alone. */
function suiteName({ stack }: ReportInput): string {
  const name = stackName(stack)
  return name === undefined ? 'entra-mfa-gate' : `entra-mfa-gate ${oneLine(name)}`
}

function add(test: TestCase, finding: Finding): void {
  const { rule, kind, effect, place, stack } = finding
  // The library ends a CDATA section well at the first of these only.
  const text = printable(wholeText(finding)).replaceAll(']]>', ']] >')
  const name = oneLine(stack === undefined ? rule.id : `${rule.id} (${stack})`)
  test.className('entra-mfa-gate').name(name).time(0)
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
