import type { Assessed, DrawnTrend, Report } from '../../../src/report/report.ts'
import { isAssessed, reportOfCheck } from '../../../src/report/report.ts'
import { reportOf } from '../../../src/report/report-of.ts'
import type { AuditOutcome } from '../../../src/report/report.ts'
import { inputOf } from '../sample.ts'
import { rulesOf, type Way } from '../ways-to-answer.ts'
import { auditReport, drawnOf } from './sample-pages.ts'

/** What tenants are called, short and long, with spaces and without, in other scripts and directions. */
const names = [
  'Contoso',
  'Nordrhein-Westfälische Landesverwaltungsgesellschaft für Informationstechnik mbH & Co. KG',
  'the-tenant-of-the-department-of-transport-and-infrastructure.onmicrosoft.example',
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
  '株式会社日本総合エネルギーマネジメントホールディングス',
  'شركة الاتصالات المتنقلة للخدمات السحابية المحدودة',
  'a',
]

const tags: readonly Report['tenant']['tags'][] = [
  { stage: 'production', region: 'europe-west', owner: 'identity-platform-engineering@contoso.example' },
  {},
  { stage: 'test' },
]

/** The rules of a tenant with every way to answer, under names of every length. */
const everyWay: readonly Way[] = [
  'met',
  'met, and warns',
  'below, and stops',
  'below, and only warns',
  'below, and waived',
  'unknown, and stops',
  'unknown, and waived',
  'disabled',
  'disabled',
]

const words =
  'phishing-resistant-authentication-for-everybody-who-administers-the-subscriptions-of-production'

/** One tenant whose rules answer in every way; their names and descriptions are long. */
export async function hardReport(ways: readonly Way[] = everyWay): Promise<Assessed> {
  const rules = rulesOf(ways).replaceAll(/rule-(\d)/g, (_, index: string) =>
    Number(index) % 2 === 0 ? `rule-${index}` : `${words.slice(0, 20 + 10 * Number(index))}x${index}`,
  )
  return reportOfCheck(reportOf(await inputOf(rules)))
}

const outcomes: Readonly<Record<Exclude<AuditOutcome, 'defect'>, readonly Way[]>> = {
  refused: ['below, and stops', 'met', 'unknown, and stops'],
  undetermined: ['unknown, and stops', 'met'],
  warned: ['below, and only warns', 'disabled'],
  'passed-with-waivers': ['below, and waived', 'met'],
  passed: ['met', 'met', 'disabled'],
  'nothing-judged': ['disabled', 'disabled'],
}

const failures: readonly Pick<Report, 'outcome' | 'reason'>[] = [
  {
    outcome: 'undetermined',
    reason: {
      code: 'sign-in-refused',
      what: 'signing in was refused: the client secret has expired (AADSTS7000222 at https://login.microsoftonline.com/0b1c2d3e-0000-4000-8000-000000000001/oauth2/v2.0/token)',
      todo: 'renew the client secret of the app and store it where this tenant takes it from',
    },
  },
  {
    outcome: 'defect',
    reason: {
      code: 'defect',
      what: 'a defect in the gate (TypeError)',
      todo: 'report what mfa-gate check prints',
    },
  },
]

/** Tenants of every outcome, each with a short history, and some that could not be assessed. */
export async function hardTenants(
  count: number,
): Promise<{ readonly reports: readonly Report[]; readonly drawn: ReadonlyMap<string, DrawnTrend> }> {
  const kinds: readonly Assessed[] = [
    ...(await Promise.all(Object.values(outcomes).map((ways) => hardReport(ways)))),
    await auditReport(),
  ]
  const reports = Array.from({ length: count }, (_, index): Report => {
    const name = `${names[index % names.length] ?? ''}${index < names.length ? '' : ` ${index}`}`
    const id = `0b1c2d3e-0000-4000-8000-${String(index).padStart(12, '0')}`
    const tenant = { key: id, id, name, tags: tags[index % tags.length] ?? {} }
    const failed = failures[(index % 9) - 7]
    const report = kinds[index % 9] ?? kinds[0]
    if (report === undefined) throw new Error('no kinds')
    return { ...report, tenant, ...(failed === undefined ? {} : { ...failed, assessment: undefined }) }
  })
  return { reports, drawn: drawnOf(reports.filter(isAssessed), 60) }
}
