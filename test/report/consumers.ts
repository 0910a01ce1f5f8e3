import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Ajv, type ValidateFunction } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import AjvDraft04 from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import { parse as parseCsv } from 'csv-parse/sync'
import { parse as parseJunit } from 'junit2json'
import MarkdownIt from 'markdown-it'
import type { Log, Run } from 'sarif'
import { type AssessmentReport, assessmentReportSchema } from '../../src/schemas/assessment-report.ts'

// Patterns of others were written without the u flag in mind.
const options = { strict: false, allErrors: true, unicodeRegExp: false } as const

function schemaAt(name: string): object {
  const url = new URL(`../fixtures/schemas/${name}.json.gz`, import.meta.url)
  return JSON.parse(gunzipSync(readFileSync(url)).toString('utf8')) as object
}

/** A validator from one of the schemas in test/fixtures/schemas. */
export function validatorAt(name: string): ValidateFunction {
  const schema = schemaAt(name)
  const ajv =
    '$schema' in schema && String(schema.$schema).includes('2020') ? new Ajv2020(options) : new Ajv(options)
  addFormats.default(ajv)
  return ajv.compile(schema)
}

/** The same, of one that speaks of others; formats of text are not looked at. */
export function validatorOf(name: string, ...others: readonly string[]): ValidateFunction {
  const ajv = new Ajv({ ...options, validateFormats: false, schemas: others.map(schemaAt) })
  return ajv.compile(schemaAt(name))
}

function valid(validate: ValidateFunction, value: unknown): void {
  assert.ok(validate(value), JSON.stringify(validate.errors?.slice(0, 5), undefined, 1))
}

const ajv = addFormats.default(new Ajv(options))
const isSarif = addFormats.default(new AjvDraft04.default(options)).compile(officialSarifSchema())
const isReport = ajv.compile(assessmentReportSchema)
const isOcsf = validatorAt('ocsf-1.7.0-compliance-finding')

function officialSarifSchema(): object {
  const { resolve } = createRequire(import.meta.url)
  const file = join(dirname(resolve('@microsoft/jest-sarif')), 'schemas/sarif-2.1.0-rtm.5.json')
  return JSON.parse(readFileSync(file, 'utf8')) as object
}

export function readJson(text: string): AssessmentReport {
  const value: unknown = JSON.parse(text)
  valid(isReport, value)
  return value as AssessmentReport
}

export function readSarif(text: string): Run {
  const log = JSON.parse(text) as Log
  valid(isSarif, log)
  const [run] = log.runs
  assert.ok(run !== undefined)
  return run
}

export interface OcsfEvent {
  readonly message: string
  readonly compliance: { readonly control: string; readonly status: string }
}

export function readOcsf(text: string): readonly OcsfEvent[] {
  const events = JSON.parse(text) as readonly OcsfEvent[]
  for (const event of events) valid(isOcsf, event)
  return events
}

export async function readJunit(text: string) {
  const suites = await parseJunit(text)
  assert.ok(suites && 'testsuite' in suites)
  return suites.testsuite[0]?.testcase ?? []
}

export function readCsv(text: string): readonly Readonly<Record<string, string>>[] {
  return parseCsv<Record<string, string>>(text, { columns: true, record_delimiter: '\r\n', bom: true })
}

export function renderedMarkdown(text: string): string {
  return new MarkdownIt({ html: true, linkify: false }).render(text)
}

export interface CodeQualityIssue {
  readonly description: string
  readonly check_name: string
  readonly fingerprint: string
  readonly severity: string
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } }
}

/** Against the members that GitLab's documentation of code quality reports demands. */
export function readGitlab(text: string): readonly CodeQualityIssue[] {
  const issues = JSON.parse(text) as readonly CodeQualityIssue[]
  for (const issue of issues) {
    assert.match(issue.severity, /^(info|minor|major|critical|blocker)$/)
    assert.ok(issue.description && issue.check_name && issue.fingerprint)
    assert.ok(issue.location.path !== '' && !issue.location.path.startsWith('./'))
    assert.ok(Number.isInteger(issue.location.lines.begin))
  }
  assert.equal(new Set(issues.map(({ fingerprint }) => fingerprint)).size, issues.length)
  return issues
}
