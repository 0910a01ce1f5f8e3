/**
 * A process that writes to a history as an audit or a pipeline would: `writer.ts PLACE PREFIX COUNT VERDICTS [AUDIT]`.
 * It opens the history when a line comes on standard input, and says each save.
 */
import { once } from 'node:events'
import { parseLocation } from '../../../src/history/location.ts'
import { openHistory } from '../../../src/history/open-history.ts'
import { reportWith } from './reports.ts'

const [place = '', prefix = '', count = '0', verdicts = '2', auditId] = process.argv.slice(2)
const report = await reportWith()
const [verdict] = report.verdicts
if (verdict === undefined) throw new TypeError('the report has no verdict')
const many = Array.from({ length: Number(verdicts) }, (_, n) => ({
  ...verdict,
  rule: { ...verdict.rule, id: `rule-${n}` },
}))

process.stdout.write('ready\n')
await once(process.stdin, 'data')
process.stdin.destroy()
const history = await openHistory(parseLocation(place, process.cwd(), 'PLACE'), 'write')
for (let n = 0; n < Number(count); n += 1) {
  const tenant = { key: `${prefix}-${n}`, id: `${prefix}-${n}` }
  const entry = {
    ...(auditId === undefined ? {} : { auditId }),
    tenant,
    report: { ...report, verdicts: many },
  }
  process.stdout.write(`${await history.save(entry)}\n`)
}
await history.close()
