import assert from 'node:assert/strict'
import { answer, tables } from './scenario.ts'

for (const [name, { document, rows }] of tables()) {
  describe(`a rule of ${name}`, () => {
    for (const row of rows) {
      it(row.title, async () => {
        const { verdict, effect, lines } = await answer(document, row)
        assert.deepEqual(
          { verdict, effect, says: lines[0] },
          { verdict: row.verdict, effect: row.effect, says: row.says },
        )
        for (const line of row.also ?? [])
          assert.ok(lines.includes(line), `${line}\nis not among\n${lines.join('\n')}`)
      })
    }
  })
}
