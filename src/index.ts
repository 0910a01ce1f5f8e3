/** For people who build a pack or a tool of their own on the same judging. */
import {
  assessTenant as assessTenantBy,
  type TenantAnswer,
  type TenantQuestion,
} from './gate/assess-tenant.ts'
import { type Access } from './gate/read.ts'
import { tenantReader } from './gate/reader.ts'
import type { Inquiry } from './model/inquiry.ts'
import type { TenantReading } from './model/tenant-reading.ts'
import { version } from './io/version.ts'

/**
 * Reads the tenant, or the saved snapshot that `MFA_GATE_SNAPSHOT` names, and judges it: what `mfa-gate check` does. What
 * cannot be found out is an answer too.
 * @throws ConfigurationError when rules, settings or a file are not valid.
 */
export function assessTenant(question: TenantQuestion): Promise<TenantAnswer> {
  return assessTenantBy(question, version)
}

/**
 * Reads what `inquiry` asks for, of the tenant or of the saved snapshot that the settings name. What cannot be read is a
 * value.
 * @throws ConfigurationError when the saved snapshot is not valid.
 */
export function readTenant(inquiry: Inquiry, access: Access): Promise<TenantReading> {
  return tenantReader(access.settings, access.directory).read(inquiry, access)
}

export type { TenantAnswer, TenantQuestion } from './gate/assess-tenant.ts'
export type { AssessmentReport } from './schemas/assessment-report.ts'
export type { RulesDocument, RulesInput } from './schemas/rules-document.ts'
export { assess, type Judging } from './gate/assess.ts'
export { type Gate, prepare } from './gate/prepare.ts'
export type { Assessment } from './rules/assessment.ts'
export type { Outcome } from './rules/outcome.ts'
export { ConfigurationError } from './config/problem.ts'
export { type LoadedRules, loadRules, takeRules } from './config/rules-file.ts'
export { type Settings, settingsFrom } from './config/settings.ts'
export type { Reading, Snapshot } from './model/snapshot.ts'
export type { TenantReading } from './model/tenant-reading.ts'
export type { Undetermined } from './model/undetermined.ts'
export type { Access } from './gate/read.ts'
export type { Inquiry } from './model/inquiry.ts'
export { formats } from './report/formats/formats.ts'
export { type Occasion, type Report, reportOfCheck } from './report/report.ts'
export { reportOf } from './report/report-of.ts'
export { verdictLines } from './report/verdict-lines.ts'
export { rulesFrom, type Situation } from './rules/from-document.ts'
export { questionsOf } from './rules/questions.ts'
export type { Enforcement, Rule } from './rules/rule.ts'
export { type Stack, unknownStack } from './rules/stack.ts'
export { effectOf, type Verdict } from './rules/verdict.ts'
export { noWaivers, type Waivers } from './rules/waiver.ts'
export { type BaselineStore, noStore } from './snapshots/baseline-store.ts'
export { directoryStore } from './snapshots/directory-store.ts'
