import assert from 'node:assert/strict'
import { check, ids } from '../identity/support/gate.ts'
import { openWorkbench } from '../identity/support/workbench.ts'

const times = [
  {
    title: 'is asked about once more, two seconds later, and then believed',
    fault: 'report:licence-403',
    exitCode: 3,
    asked: 2,
  },
  {
    title: 'that was a mistake of the moment does not stop anybody',
    fault: 'report:licence-403:1',
    exitCode: 0,
    asked: 2,
  },
]

describe('A tenant that is said to have no licence', () => {
  for (const { title, fault, exitCode, asked } of times) {
    it(title, async () => {
      const bench = await openWorkbench([fault])
      try {
        const { AZURE_CLIENT_SECRET = '' } = bench.tenant.environment
        const run = await check(bench.tenant, { ...ids(bench.tenant, 'AZURE'), AZURE_CLIENT_SECRET })
        assert.equal(run.exitCode, exitCode, run.stdout)
        const reports = bench.tenant.requests.filter(({ bearer }) => bearer)
        assert.equal(reports.length, asked)
        assert.ok((reports[1]?.at.getTime() ?? 0) - (reports[0]?.at.getTime() ?? 0) >= 1_900)
      } finally {
        await bench.close()
      }
    })
  }
})
