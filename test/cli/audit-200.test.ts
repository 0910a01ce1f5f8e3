import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AuditReport } from '../../src/schemas/audit-report.ts'
import { openAuditBench, slowTenant, tenantOf } from '../support/audit-run.ts'

/** What each of 200 tenants does, mixed so that no kind is alone at a time. */
function kindOf(index: number): readonly [string, string, number | string] {
  if (index % 40 === 7) return ['hangs', 'undetermined', 'deadline-exceeded']
  if (index % 40 === 23) return ['refuses', 'undetermined', 'permission-missing']
  if (index % 40 === 31) return ['mistrusts', 'undetermined', 'sign-in-refused']
  if (index % 10 === 3) return ['throttles', 'pass', 980]
  return index % 9 === 0 ? ['lacks', 'violation', 500] : ['does', 'pass', 980]
}

function specOf(index: number) {
  const [verb] = kindOf(index)
  const name = `${verb} ${index}`
  if (verb === 'throttles') return slowTenant(name, 1)
  if (verb === 'hangs') return tenantOf(name, 980, 'report:hang')
  if (verb === 'refuses') return tenantOf(name, 980, 'report:permission-403')
  if (verb === 'mistrusts') return tenantOf(name, 980, 'login:wrong-secret')
  return tenantOf(name, verb === 'lacks' ? 500 : 980)
}

describe('an audit of 200 tenants', function () {
  this.timeout(120_000)

  it('has every row right, while some throttle, some hang and some refuse', async () => {
    const others = Array.from({ length: 199 }, (_, index) => specOf(index + 1))
    await using bench = await openAuditBench([specOf(0), ...others])
    const ran = await bench.run(['--timeout', '15s', '--concurrency', '16', '--format', 'json=a.json'])
    assert.equal(ran.exitCode, 1, ran.stderr)
    const { tenants } = JSON.parse(readFileSync(join(bench.folder, 'a.json'), 'utf8')) as AuditReport
    const messages = tenants.map(({ name, outcome, report }) => {
      const [verdict] = report?.verdicts ?? []
      return [name, outcome, verdict?.count ?? verdict?.reason?.code]
    })
    const expected = Array.from({ length: 200 }, (_, index) => {
      const [verb, outcome, found] = kindOf(index)
      return [`${verb} ${index}`, outcome, found]
    })
    assert.deepEqual(messages, expected)
  })
})
