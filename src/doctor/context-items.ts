import { amount, formatCount } from '../model/count.ts'
import type { Inquiry } from '../model/inquiry.ts'
import { isMethodMeasure, openIn } from '../model/methods/interval.ts'
import { noClassification } from '../model/methods/method-class.ts'
import type { Snapshot } from '../model/snapshot.ts'
import { snapshotsIn, type TenantReading } from '../model/tenant-reading.ts'
import { openWords } from '../report/method-lines.ts'
import { reportedReading } from '../report/reported-reading.ts'
import { signInLines } from '../report/sign-in-lines.ts'
import { type Item, ok, skipped } from './item.ts'

/** What was read beside counts, where the rules document asks for it. */
export function contextItems(readings: TenantReading, inquiry: Inquiry): readonly Item[] {
  const snapshots = snapshotsIn(readings)
  const asksMethods = inquiry.questions.some(({ measure }) => isMethodMeasure(measure))
  return [
    ...(asksMethods ? [methodsItem(snapshots, inquiry)] : []),
    ...(inquiry.completeness === undefined ? [] : [completenessItem(snapshots)]),
    ...(inquiry.signIns === undefined ? [] : [signInsItem(snapshots)]),
  ]
}

/** Whether every value of `methodsRegistered` in this tenant is one that the gate or the document knows. */
function methodsItem(snapshots: readonly Snapshot[], { classification = noClassification }: Inquiry): Item {
  const name = 'methods'
  const read = snapshots.find(({ methods }) => methods !== undefined)
  if (read?.methods === undefined) return skipped(name, 'not known, as no list of methods was read')
  const open = openIn(read.methods, classification)
  const [first] = open.values
  if (first === undefined && open.unreadable === 0)
    return ok(name, `every value of methodsRegistered is classified, of ${amount(read.population, 'user')}`)
  return {
    ...{ name, state: 'warning', says: openWords(open) },
    todo: [
      ...(first === undefined
        ? []
        : [
            `Say in the rules document what kind of method it is, as with methods: {${first.value}: phone}, or use a newer entra-mfa-gate that knows it (docs/methods.md).`,
          ]),
      'If an answer depends on these users, it is “could not determine”.',
    ],
  }
}

function completenessItem(snapshots: readonly Snapshot[]): Item {
  const name = 'completeness'
  const [accounts] = snapshots.flatMap((snapshot) => snapshot.accounts ?? [])
  if (accounts === undefined) return skipped(name, 'not known, as users/$count did not answer')
  const { enabled, rows } = accounts
  const compared = `users/$count has ${amount(enabled, 'enabled account')}, and the report ${amount(rows, 'user')}`
  if (rows >= enabled) return ok(name, compared)
  return {
    ...{
      name,
      state: 'warning',
      says: `${compared}: ${formatCount(enabled - rows)} are missing in the report`,
    },
    todo: [
      'They are counted both ways; if an answer depends on them, it is “could not determine”.',
      'New accounts appear in the report late: run again in some hours; if they are still missing, find out which accounts these are.',
    ],
  }
}

function signInsItem(snapshots: readonly Snapshot[]): Item {
  const name = 'sign-ins'
  const snapshot = snapshots.find(({ signIns }) => signIns !== undefined)
  if (snapshot?.signIns === undefined) return skipped(name, 'not asked for, because no numbers came')
  const [line = ''] = signInLines(reportedReading({ kind: 'snapshot', snapshot }) ?? { kind: 'undetermined' })
  return 'unread' in snapshot.signIns ? { name, state: 'warning', says: line, todo: [] } : ok(name, line)
}
