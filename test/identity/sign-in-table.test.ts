import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { check, printed } from './support/gate.ts'
import { rows } from './support/rows.ts'
import { openWorkbench, type Workbench } from './support/workbench.ts'

const text = readFileSync(`${import.meta.dirname}/../../docs/sign-in.md`, 'utf8')
const table = text.slice(text.indexOf('| Where I run'), text.indexOf('Every row is run'))
const documented = new Map(
  table
    .trim()
    .split('\n')
    .slice(2)
    .map((line) => {
      const [, where = '', ...cells] = line.split('|').map((cell) => cell.trim())
      return [
        where,
        [...cells.join(' ').matchAll(/`([A-Z][A-Z0-9_]+_[A-Z0-9_]+)\b/g)].map(([, name]) => name),
      ]
    }),
)

/** PATH holds the stub tool; the other stands for the fixed address of a virtual machine's metadata service. */
const standIns = ['PATH', 'AZURE_POD_IDENTITY_AUTHORITY_HOST']
/** Optional in its row. */
const optional = 'AZURE_CLIENT_ID'

describe('The sign-in table', () => {
  let bench: Workbench
  before(async () => {
    bench = await openWorkbench()
  })
  after(() => bench.close())

  it('has a test for every row, and a row for every test', () => {
    assert.deepEqual([...documented.keys()], Object.keys(rows))
  })

  for (const [where, machine] of Object.entries(rows)) {
    it(`${where}: a check with just these variables reads the tenant`, async () => {
      const variables = await machine(bench)
      const names = Object.keys(variables).filter((name) => !standIns.includes(name))
      const messages = (documented.get(where) ?? []).filter(
        (name) => name !== optional || names.includes(name),
      )
      assert.deepEqual(names.sort(), [...new Set(messages)].sort())
      const before = bench.tenant.requests.length
      const { exitCode, stdout, stderr } = await check(bench.tenant, variables)
      assert.equal(exitCode, 0, stdout + stderr)
      assert.match(stdout, /96 of 100 users/)
      const last = bench.tenant.requests.slice(before).at(-1)
      assert.deepEqual(
        [last?.path.split('/').at(-1), last?.bearer],
        ['getCredentialUserRegistrationCount', true],
      )
    })
  }

  it('lets no run print a secret that it used', () => {
    const output = printed.join('\n')
    assert.ok(bench.secrets.length > 10)
    for (const secret of bench.secrets) assert.ok(!output.includes(secret), 'a secret was printed')
    assert.doesNotMatch(output, /eyJ[\w-]{10}/)
  })
})
