import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { AssessmentReport } from '../../src/schemas/assessment-report.ts'
import { openHistory } from '../../src/history/open-history.ts'
import { parseLocation } from '../../src/history/location.ts'
import { reportOf } from '../../src/report/report-of.ts'
import { inputOf, sampleRules } from '../report/sample.ts'
import { unreadReport } from './support/reports.ts'

const people = [
  'Alice Quill',
  'alice.quill@contoso.example',
  "o'hara+mfa@contoso.example",
  'bob%40fabrikam.example',
]

/** With a person wherever somebody may have written one: an owner in force, one whose waiver is over, free text. */
async function reportOfPeople(): Promise<AssessmentReport> {
  const rules = sampleRules
    .replace('"@platform"', '"Alice Quill"')
    .replace('see [plan](http://localhost/)', "ask o'hara+mfa@contoso.example")
    .replace('*Most* users', 'bob%40fabrikam.example says that users')
  const over = `  - rule: mfa-registered
    stack: "*/*/*"
    reason: it is over
    owner: alice.quill@contoso.example
    ticket: SEC-13
    created: 2026-09-01
    expires: 2026-10-31
`
  return reportOf(await inputOf(rules + over))
}

describe('What a history keeps', () => {
  let folder: string
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'mfa-gate-privacy-'))))
  afterEach(() => rmSync(folder, { recursive: true }))

  it('names nobody, though the rules and waivers of the report do', async () => {
    const report = await reportOfPeople()
    const text = JSON.stringify(report)
    for (const person of people) assert.ok(text.includes(person), `the report names ${person}`)
    const file = join(folder, 'history.db')
    const history = await openHistory(parseLocation(file, folder, '--history'), 'write')
    const tenant = { key: 'one', name: 'Contoso' }
    await history.save({ tenant, report })
    const reason = { code: 'c', what: `${people[1]} was refused`, todo: `ask ${people[2]}` }
    await history.save({ tenant, failedAt: new Date(), reason })
    const [kept] = await history.list({ limit: 1 })
    assert.equal(kept?.reason?.what, '[user] was refused')
    await history.close()
    const bytes = readFileSync(file, 'latin1')
    for (const person of [...people, 'Quill', 'contoso.example']) assert.ok(!bytes.includes(person), person)
  })

  it('decides and counts as the report does', async () => {
    const report = await reportOfPeople()
    const history = await openHistory(parseLocation('h.db', folder, '--history'), 'write')
    await history.save({ tenant: { key: 'one' }, report })
    const [kept] = await history.latestPerTenant()
    await history.close()
    const decided = ({ outcome, verdicts, waivers }: AssessmentReport) => ({
      outcome,
      verdicts: verdicts.map(({ rule, verdict, effect, waived, count, population, shortfall, reading }) => ({
        ...{ verdict, effect, waived, count, population, shortfall, reading },
        rule: { ...rule, description: undefined },
      })),
      waivers: waivers.map(({ state, waiver: { expires, ticket } }) => ({ state, expires, ticket })),
    })
    assert.ok(kept?.report)
    assert.deepEqual(decided(kept.report), decided(report))
    const lines = kept.report.verdicts.flatMap(({ details }) => details)
    assert.ok(lines.some((line) => line.startsWith('Waived by its owner, SEC-12')))
    assert.ok(lines.some((line) => line.includes('its owner is in the rules document')))
  })

  it('says that the database was damaged instead of reading what is no report', async () => {
    const file = join(folder, 'history.db')
    const history = await openHistory(parseLocation(file, folder, '--history'), 'write')
    await history.save({ tenant: { key: 'one' }, report: await unreadReport() })
    await history.save({ tenant: { key: 'two' }, report: await unreadReport() })
    const database = new DatabaseSync(file)
    database.exec(`update mfa_gate_report set report = '{"version":1' where assessment_id = 1`)
    await assert.rejects(
      history.latestPerTenant(),
      /assessment 1 holds a report that is none; it was changed by hand/,
    )
    database.exec(`delete from mfa_gate_report where assessment_id = 1`)
    database.exec(`update mfa_gate_assessment set tags = '{"a":1}' where id = 2`)
    await assert.rejects(
      history.latestPerTenant(),
      /assessment 2 holds tags that are none; it was changed by hand/,
    )
    database.close()
    await history.close()
  })
})
