import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConfigurationError } from '../../src/config/problem.ts'
import { loadRules } from '../../src/config/rules-file.ts'
import { computing } from '../support/computing.ts'

const id = '0a1b2c3d-0000-4000-8000-000000000001'

/** A list of accounts as somebody hands it in, and where it is refused. */
const rows: readonly (readonly [title: string, list: string | Buffer, problem: RegExp | undefined])[] = [
  [
    'names and ids',
    `# emergency\nbg@b.example # why\n  ${id}\t\r\n\r\nó'neil_x.y#EXT#@b.example\n`,
    undefined,
  ],
  ['a CSV file', 'userPrincipalName,reason\nbg@b.example,because\n', /list:1: .*row of a table/],
  ['a header alone', 'userPrincipalName\nbg@b.example\n', /list:1: .*neither a user principal name/],
  ['semicolons', 'a@b.example;c@b.example\n', /list:1: .*row of a table/],
  ['quotes', '"a@b.example"\n', /list:1: .*row of a table/],
  ['a no-break blank at the end', 'a@b.example\nbg@b.example\u00a0\n', /list:2: .*no-break space/],
  ['a mark in the middle', 'a@b.example\n\ufeffbg@b.example\n', /list:2: .*invisible/],
  ['a zero-width blank', 'b\u200bg@b.example\n', /list:1: .*invisible/],
  ['two names in a line', 'a@b.example c@b.example\n', /list:1: .*neither/],
  ['a display name', 'Break Glass\n', /list:1: .*neither/],
  [
    'Latin-1',
    Buffer.from('jos\u00e9@b.example\n', 'latin1'),
    /list:1 cannot be read \(it is not valid UTF-8/,
  ],
  ['nobody', '# none\n', /names nobody/],
]

describe('A list of accounts', () => {
  let directory = ''
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'mfa-gate-list-'))))
  afterEach(() => rmSync(directory, { recursive: true }))

  const load = (account: string) => {
    writeFileSync(
      join(directory, 'rules.yaml'),
      `rules: [{id: a, measure: mfaRegistered, minimum: 95%}]\nexclusions: {accounts: [${account}]}\n`,
    )
    return loadRules('rules.yaml', directory).exclusions ?? assert.fail()
  }
  const fromFile = (list: string | Buffer) => {
    writeFileSync(join(directory, 'list'), list)
    return load('{kind: breakGlass, file: list, reason: for this test}')
  }

  for (const [title, list, problem] of rows) {
    it(`of ${title} is ${problem === undefined ? 'taken' : 'refused with its line and no name'}`, () => {
      if (problem === undefined) {
        assert.equal(fromFile(list).list[0]?.named, 3)
        return
      }
      assert.throws(
        () => fromFile(list),
        (error) =>
          error instanceof ConfigurationError && problem.test(error.message) && !error.message.includes('@b'),
      )
    })
  }

  it('in the document is refused alike, with its place', () => {
    assert.throws(
      () => load('{kind: users, users: ["a@b.example", "c@b.example, d@b.example"], reason: test}'),
      {
        message:
          /^rules\.yaml:2:\d+ \(\/exclusions\/accounts\/0\/users\/1\): this names no account: it looks like/,
      },
    )
  })

  it('are at most 100,000 lines together, and no line takes long', () => {
    const many = 'a@b.example\n'.repeat(60_000)
    assert.equal(fromFile(many).list[0]?.named, 1)
    writeFileSync(join(directory, 'more'), many)
    const twice = '{kind: users, file: list, reason: test}, {kind: users, file: more, reason: test}'
    assert.throws(() => load(twice), /exclusion list .*more is too long, .* 100000 lines/)
    assert.throws(() => fromFile('\n'.repeat(7_000_000)), /is too long/)
    const spent = computing(() => {
      assert.throws(() => fromFile(`a${' '.repeat(500_000)}b`), /names no account/)
    })
    assert.ok(spent < 1_000, `${spent} ms`)
  })

  it('in UTF-16, or with é in two characters, leaves out whom it names', () => {
    const account = { id: 'x', userPrincipalName: 'Jos\u00e9@b.example', guest: false }
    for (const list of [Buffer.from('\ufeffjos\u00e9@b.example\r\n', 'utf16le'), 'jose\u0301@b.example']) {
      assert.ok(fromFile(list).list[0]?.matches(account))
    }
  })
})
