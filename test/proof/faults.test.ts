import assert from 'node:assert/strict'
import { namesInTable } from './faults/expected.ts'
import { type FaultName, proven } from './faults/places.ts'
import { type Met, prove } from './faults/prove.ts'

/** Even over all of them; the rest is `npm run proof:faults`. */
const sample = proven.filter((_, index) => index % Math.ceil(proven.length / 36) === 0)

/** By a preview: the report, the way to it, and the way before that. */
const previewed: readonly FaultName[] = [
  'report:status-418',
  'report:hang',
  'connection:tls-expired',
  'login:token-tenant-list',
]

describe('The proof of faults', () => {
  it('has at least 250 faults, and an answer for each that it proves', () => {
    assert.ok(proven.length >= 250, `${proven.length}`)
    assert.deepEqual([...new Set(namesInTable)].toSorted(), proven.toSorted())
  })

  it(`finds nothing in ${sample.length} runs of check and ${previewed.length} previews`, async function () {
    this.timeout(180_000)
    const quiet = { workers: 8, where: 'here', say: () => undefined } as const
    const met = [
      ...(await prove(sample, { ...quiet, previews: 0 })),
      ...(await prove(previewed, { ...quiet, previews: 1 })),
    ]
    assert.deepEqual(met.filter(({ problems }) => problems.length > 0).map(messages), [])
  })
})

function messages({ name, way, problems }: Met): string {
  return `${name} by ${way}: ${problems.join('; ')}`
}
