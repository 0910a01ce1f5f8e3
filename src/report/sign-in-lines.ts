import { dayMs } from '../model/clock.ts'
import { formatCount, toCount } from '../model/count.ts'
import { formatRatio } from '../model/ratio.ts'
import type { AssessmentReport } from '../schemas/assessment-report.ts'

type Reading = NonNullable<AssessmentReport['verdicts'][number]['reading']>

const reasons: Readonly<Record<string, string>> = {
  'permission-missing': 'the app lacks the permission AuditLog.Read.All',
  'role-missing': 'the signed-in user lacks a role such as Reports Reader',
  'licence-missing': 'the tenant lacks Microsoft Entra ID P1 or P2',
  'report-absent': 'Microsoft Graph does not have that report here',
  'deadline-exceeded': 'no answer came in time',
  throttled: 'Microsoft Graph throttles this app in this tenant',
  'sums-impossible': "Microsoft's sums contradict themselves",
  'day-missing': 'the report has no day of the last week',
  'day-twice': 'the report has the day twice',
  'not-in-snapshot': 'the snapshot does not hold them',
}

/** How many sign-ins used MFA, where that was asked: one line of context. */
export function signInLines({ signIns, receivedAt = '', savedIn }: Reading): readonly string[] {
  if (signIns === undefined) return []
  if ('unread' in signIns) {
    const why = reasons[signIns.unread] ?? `no usable answer came (${signIns.unread})`
    return [`How many of yesterday's sign-ins used MFA could not be read: ${why}; no verdict rests on it.`]
  }
  const { day } = signIns
  const recent = savedIn === undefined && Date.parse(day) >= Date.parse(receivedAt.slice(0, 10)) - dayMs
  const whose = recent ? `yesterday's sign-ins (${day})` : `the sign-ins of ${day}`
  return [`${shareOf(whose, signIns)}; no verdict rests on it.`]
}

function shareOf(
  whose: string,
  { total: all, multiFactor }: { readonly total: number; readonly multiFactor: number },
): string {
  const [total, used] = [toCount(all), toCount(multiFactor)]
  if (total === undefined || used === undefined || total === 0) return `Of ${whose} none is counted`
  const ratio = formatRatio(used, total, { scaled: 0n })
  return `Of ${whose} ${ratio} used MFA, ${formatCount(used)} of ${formatCount(total)}`
}
