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
  { db, shrink, explain, waitAtMost, abandon }: Backend,
  time: () => number,
): History {
  const told = async <T>(run: () => Promise<T>, left = time): Promise<T> => {
    try {
      const milliseconds = left()
      waitAtMost(milliseconds)
      return await inTime(run, milliseconds, abandon)
    } catch (error) {
      throw tellable(error, explain)
    }
  }
  return {
    beginAudit: (audit) => told(() => beginAudit(db, audit)),
    finishAudit: (id, at) => told(() => finishAudit(db, id, at)),
    unfinishedAudit: (plan) => told(() => unfinishedAudit(db, plan)),
    save: (entry, left) => told(() => save(db, entry), left),
    saveAll: (entries) => told(() => saveAll(db, entries)),
    list: (filter = {}) => told(() => listVerdicts(db, filter)),
    trend: (wanted = {}) => told(() => trend(db, wanted)),
    latestPerTenant: () => told(() => latestPerTenant(db)),
    verdicts: (filter = {}) => toldEach(eachVerdict(db, filter), told),
    assessments: (filter = {}) => toldEach(eachAssessment(db, filter), told),
    prune: (before, { dryRun = false } = {}) =>
      told(async () => {
        const pruned = await prune(db, before, dryRun)
        if (!dryRun) await shrink()
        return pruned
      }),
    close: () => told(() => db.destroy()),
  }
}

type Told = <T>(run: () => Promise<T>) => Promise<T>

/** Row by row, each of them told as a query of its own. */
async function* toldEach<T>(rows: AsyncIterable<T>, told: Told): AsyncGenerator<T> {
  const iterator = rows[Symbol.asyncIterator]()
  try {
    for (;;) {
      const next = await told(() => iterator.next())
      if (next.done === true) return
      yield next.value
    }
  } finally {
    await told(async () => iterator.return?.())
  }
}

function tellable(error: unknown, explain: Backend['explain']): unknown {
  const problem = explain(error)
  return problem === undefined ? error : new ConfigurationError([problem])
}
