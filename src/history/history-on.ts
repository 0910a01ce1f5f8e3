import { ConfigurationError } from '../config/problem.ts'
import type { Backend } from './backend.ts'
import type { History } from './history.ts'
import { eachAssessment, latestPerTenant } from './queries/assessments.ts'
import { beginAudit, finishAudit, unfinishedAudit } from './queries/audits.ts'
import { prune } from './queries/prune.ts'
import { save, saveAll } from './queries/save.ts'
import { trend } from './queries/trend.ts'
import { eachVerdict, listVerdicts } from './queries/verdicts.ts'

/** The same queries on either database, each failure of the database told as one sentence. */
export function historyOn({ db, shrink, explain }: Backend): History {
  const told = async <T>(run: () => Promise<T>): Promise<T> => {
    try {
      return await run()
    } catch (error) {
      throw tellable(error, explain)
    }
  }
  return {
    beginAudit: (audit) => told(() => beginAudit(db, audit)),
    finishAudit: (id, at) => told(() => finishAudit(db, id, at)),
    unfinishedAudit: (plan) => told(() => unfinishedAudit(db, plan)),
    save: (entry) => told(() => save(db, entry)),
    saveAll: (entries) => told(() => saveAll(db, entries)),
    list: (filter = {}) => told(() => listVerdicts(db, filter)),
    trend: (wanted = {}) => told(() => trend(db, wanted)),
    latestPerTenant: () => told(() => latestPerTenant(db)),
    verdicts: (filter = {}) => toldEach(eachVerdict(db, filter), explain),
    assessments: (filter = {}) => toldEach(eachAssessment(db, filter), explain),
    prune: (before, { dryRun = false } = {}) =>
      told(async () => {
        const pruned = await prune(db, before, dryRun)
        if (!dryRun) await shrink()
        return pruned
      }),
    close: () => told(() => db.destroy()),
  }
}

async function* toldEach<T>(rows: AsyncIterable<T>, explain: Backend['explain']): AsyncGenerator<T> {
  try {
    yield* rows
  } catch (error) {
    throw tellable(error, explain)
  }
}

function tellable(error: unknown, explain: Backend['explain']): unknown {
  const problem = explain(error)
  return problem === undefined ? error : new ConfigurationError([problem])
}
