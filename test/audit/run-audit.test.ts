import assert from 'node:assert/strict'
import fc from 'fast-check'
import { setImmediate as turn } from 'node:timers/promises'
import type { AuditTenant } from '../../src/audit/audit-tenant.ts'
import { type AuditEffects, runAudit } from '../../src/audit/run-audit.ts'
import { loadRules } from '../../src/config/rules-file.ts'
import { settingsFrom } from '../../src/config/settings.ts'
import { type Report, worstOf } from '../../src/report/report.ts'
import { auditOutcomes } from '../../src/schemas/outcome.ts'
import { reportOf } from '../../src/report/report-of.ts'
import { assess } from '../../src/gate/assess.ts'
import { context, now, readingsOf, ruleOf, snapshotOf } from '../support/make.ts'

const tenantOf = (key: string): AuditTenant => ({
  label: { key, id: undefined, name: undefined, tags: {} },
  settings: settingsFrom({}),
  signIn: () => ({ choice: undefined, environment: {} }),
  loaded: loadRules(undefined, '.'),
})

async function reportWith(registered: number) {
  const snapshot = snapshotOf(100, { mfaRegistered: registered })
  const assessment = await assess({ ...context, rules: [ruleOf()] }, async () =>
    readingsOf({ kind: 'snapshot', snapshot }),
  )
  return { report: reportOf({ assessment, version: '0' }), bundle: undefined }
}

function effectsWith(more: Partial<AuditEffects>): AuditEffects {
  return {
    assess: () => reportWith(99),
    keep: async () => undefined,
    started: () => undefined,
    ended: () => undefined,
    now: () => now,
    redact: (text) => text,
    interrupt: new AbortController().signal,
    concurrency: 4,
    ...more,
  }
}

describe('an audit', () => {
  it('gives every tenant one row, whatever happens to the others', async () => {
    const kind = fc.constantFrom('passed', 'refused', 'defect')
    await fc.assert(
      fc.asyncProperty(
        fc.array(kind, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 1, max: 9 }),
        async (kinds, concurrency) => {
          const kept: string[] = []
          let running = 0
          let most = 0
          const rows = await runAudit(
            kinds.map((_, index) => tenantOf(String(index))),
            effectsWith({
              concurrency,
              async assess({ label }) {
                running += 1
                most = Math.max(most, running)
                await turn()
                running -= 1
                const wanted = kinds[Number(label.key)]
                if (wanted === 'defect') throw new TypeError('broken')
                return reportWith(wanted === 'passed' ? 99 : 5)
              },
              keep: async ({ tenant }) => void kept.push(tenant.key),
            }),
          )
          assert.deepEqual(
            rows.map(({ outcome }) => outcome),
            kinds,
          )
          assert.deepEqual(kept.toSorted(), kinds.map((_, index) => String(index)).toSorted())
          assert.ok(most <= concurrency)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('tells a defect as a row with its reason', async () => {
    const [row] = await runAudit(
      [tenantOf('a')],
      effectsWith({ assess: () => Promise.reject(new RangeError('x')) }),
    )
    assert.deepEqual(
      [row?.outcome, row?.reason?.code, row?.reason?.what],
      ['defect', 'defect', 'RangeError: x'],
    )
  })

  it('starts nothing after an interrupt, and leaves unfinished what was running', async () => {
    const controller = new AbortController()
    const started: string[] = []
    const rows = await runAudit(
      ['a', 'b', 'c', 'd'].map(tenantOf),
      effectsWith({
        concurrency: 2,
        interrupt: controller.signal,
        started: ({ label }) => void started.push(label.key),
        async assess({ label }) {
          if (label.key === 'a') return reportWith(99)
          controller.abort(new Error('stop'))
          throw controller.signal.reason
        },
      }),
    )
    assert.deepEqual(started, ['a', 'b'])
    assert.deepEqual(
      rows.map(({ tenant }) => tenant.key),
      ['a'],
    )
  })

  it('ends when what it finds cannot be kept', async () => {
    const full = new Error('the disk is full')
    await assert.rejects(runAudit([tenantOf('a')], effectsWith({ keep: () => Promise.reject(full) })), full)
  })

  it('is as bad as its worst tenant, and never passed where nothing was judged', () => {
    const order = [...auditOutcomes].reverse()
    const rows = (upTo: number): Pick<Report, 'outcome'>[] =>
      order.slice(0, upTo).map((outcome) => ({ outcome }))
    assert.deepEqual(
      [0, 1, 2, 3, 4, 5, 6, 7].map((upTo) => worstOf(rows(upTo))),
      ['nothing-judged', ...order],
    )
  })
})
