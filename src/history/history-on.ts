import { ConfigurationError } from '../config/problem.ts'
import type { Backend } from './backend.ts'
import type { History } from './history.ts'
import { inTime } from './in-time.ts'
import { eachAssessment, latestPerTenant } from './queries/assessments.ts'
import { beginAudit, finishAudit, unfinishedAudit } from './queries/audits.ts'
import { prune } from './queries/prune.ts'
import { save, saveAll } from './queries/save.ts'
import { trend } from './queries/trend.ts'
import { eachVerdict, listVerdicts } from './queries/verdicts.ts'

/** The same queries on either database, each in its time, each failure of the database told as one sentence. */
export function historyOn(
  { db, shrink, problemOf, waitAtMost, abandon }: Backend,
  time: () => number,
): History {
  const timed = async <T>(run: () => Promise<T>, left = time): Promise<T> => {
    try {
      const milliseconds = left()
      waitAtMost(milliseconds)
      return await inTime(run, milliseconds, abandon)
    } catch (error) {
      throw tellable(error, problemOf)
    }
  }
  return {
    beginAudit: (audit) => timed(() => beginAudit(db, audit)),
    finishAudit: (id, at) => timed(() => finishAudit(db, id, at)),
    unfinishedAudit: (plan) => timed(() => unfinishedAudit(db, plan)),
    save: (entry, left) => timed(() => save(db, entry), left),
    saveAll: (entries) => timed(() => saveAll(db, entries)),
    list: (filter = {}) => timed(() => listVerdicts(db, filter)),
    trend: (wanted = {}) => timed(() => trend(db, wanted)),
    latestPerTenant: () => timed(() => latestPerTenant(db)),
    verdicts: (filter = {}) => timedEach(eachVerdict(db, filter), timed),
    assessments: (filter = {}) => timedEach(eachAssessment(db, filter), timed),
    prune: (before, { dryRun = false } = {}) =>
      timed(async () => {
        const pruned = await prune(db, before, dryRun)
        if (!dryRun) await shrink()
        return pruned
      }),
    close: () => timed(() => db.destroy()),
  }
}

type Timed = <T>(run: () => Promise<T>) => Promise<T>

/** Row by row, each of them told as a query of its own. */
async function* timedEach<T>(rows: AsyncIterable<T>, timed: Timed): AsyncGenerator<T> {
  const iterator = rows[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await timed(() => iterator.next())
      if (next.done === true) return
      yield next.value
    }
  } finally {
    await timed(async () => iterator.return?.())
  }
}

function tellable(error: unknown, problemOf: Backend['problemOf']): unknown {
  const problem = problemOf(error)
  return problem === undefined ? error : new ConfigurationError([problem])
}
