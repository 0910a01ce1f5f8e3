import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkedValue } from '../../src/config/located-text.ts'
import { ConfigurationError } from '../../src/config/problem.ts'
import { parseRulesText } from '../../src/config/rules-text.ts'
import { parseTenants } from '../../src/config/tenants-text.ts'
import { parseWaivers } from '../../src/config/waivers-file.ts'
import { claimsOf } from '../../src/identity/token-claims.ts'
import { CouldNotRead } from '../../src/model/could-not-read.ts'
import { DoubtfulJson, parseJson } from '../../src/io/parse-json.ts'
import isRulesDocument from '../../src/schemas/compiled/is-rules-document.cjs'
import { parseVerificationKeys } from '../../src/signing/verification-keys.ts'
import { parseSnapshot } from '../../src/snapshots/load-snapshot.ts'
import { savedText } from '../../src/snapshots/saved-snapshot.ts'
import { sha256 } from '../../src/snapshots/canonical-json.ts'
import { parseShared } from '../../src/snapshots/shared-record.ts'
import { signatureProblem, signedText } from '../../src/snapshots/signed-text.ts'
import { filesOf, makeBundle, makeKeys, verify, withManifest } from '../evidence/make-bundle.ts'
import { pack } from '../../src/evidence/archive.ts'
import { sorted } from '../proof/fuzz/oracle.ts'
import { snapshotOf } from '../support/make.ts'
import { runCli } from '../support/run-cli.ts'

/** As JSON and YAML spell it. */
const half = String.raw`\ud800`
const whole = String.raw`\ud83d\ude00 and \\ud800`
const inJson = (text: string): string => `{"a":[{"b":"x${text}y"}],"c":"${text}"}`

const rules = (id: string): string => `rules:\n  - {id: a, measure: mfaRegistered, minimum: 95%}\n${id}`
const waiver = (reason: string): string =>
  `waivers:\n  - {rule: a, stack: o/p/s, owner: o, ticket: t, created: 2026-11-01, expires: 2026-12-01,\n     reason: "${reason}"}\n`
const document = parseRulesText(rules(''), 'r.yaml')

/** Every text that others write and the gate reads as JSON or YAML. */
const documents: readonly {
  readonly what: string
  readonly read: (text: string) => unknown
  readonly at: RegExp
}[] = [
  {
    what: 'rules',
    read: (text) => parseRulesText(rules(`waivers: [{rule: "${text}"}]\n`), 'r.yaml'),
    at: /^r\.yaml:3:18: /,
  },
  {
    what: 'rules as JSON',
    read: (text) => parseRulesText(`{"rules":[{"id":"${text}"}]}`, 'r.json'),
    at: /^r\.json:1:17: /,
  },
  {
    what: 'a key of rules',
    read: (text) => parseRulesText(`"${text}": 1\n`, 'r.yaml'),
    at: /^r\.yaml:1:1: /,
  },
  { what: 'waivers', read: (text) => parseWaivers(waiver(text), 'w.yaml', document), at: /^w\.yaml:3:14: / },
  {
    what: 'tenants',
    read: (text) => parseTenants(`tenants:\n  - {tenant: a.example, name: "${text}"}\n`, 't.yaml'),
    at: /^t\.yaml:2:31: /,
  },
  {
    what: 'rules that a program gives',
    read: (text) =>
      checkedValue(JSON.parse(`{"rules":[{"id":"${text}"}]}`), 'rules', {
        validator: isRulesDocument,
        further: () => [],
      }),
    at: /^rules holds /,
  },
  {
    what: 'a snapshot',
    read: (text) => parseSnapshot(inJson(text), 's.json'),
    at: /^the snapshot s\.json holds /,
  },
]

describe('Half a character', () => {
  for (const { what, read, at } of documents) {
    it(`in ${what} is refused by name and place`, () => {
      const problems = problemsOf(() => read(half))
      assert.match(problems[0] ?? '', at)
      assert.match(problems[0] ?? '', /half a character/)
    })

    it(`in ${what} is told from a whole one, however that is spelt`, () => {
      assert.doesNotMatch(problemsOf(() => read(whole)).join('\n'), /half a character/)
    })
  }

  it('is found anywhere in JSON, and nothing else is', () => {
    for (const text of [
      inJson(half),
      `{"${half}":1}`,
      String.raw`"\uDFFF"`,
      String.raw`["\ude00\ud83d"]`,
      '"\ud800"',
    ])
      assert.throws(() => parseJson(text), DoubtfulJson, text)
    for (const text of [inJson(whole), String.raw`"\\ud800"`, String.raw`"\u00e9"`, '"😀"'])
      assert.deepEqual(parseJson(text), JSON.parse(text))
  })

  it('in a signed snapshot is a changed file, with a demand for a signature and without', async () => {
    const { signingKey, keys } = await makeKeys()
    const plain = savedText({
      snapshots: [snapshotOf(10, { mfaRegistered: 9 })],
      exclusionsSha256: undefined,
      version: '1.2.3',
    })
    const signed = await signedText(plain, signingKey)
    const forged = signed.replace('entra-mfa-gate 1.2.3', `entra-mfa-gate 1.2.3${half}`)
    await assert.rejects(signatureProblem(forged, keys), SyntaxError)
    assert.throws(() => parseSnapshot(forged, 's.json'), ConfigurationError)
  })

  it('in what runs share is nothing that was kept', () => {
    assert.equal(parseShared(inJson(half), 'key'), undefined)
  })

  it('in a token makes its claims unknown', () => {
    const token = `x.${Buffer.from(inJson(half)).toString('base64url')}.x`
    assert.throws(() => claimsOf(token), CouldNotRead)
  })

  it('in a set of keys is a set that cannot be read', async () => {
    await assert.rejects(parseVerificationKeys(`{"keys":[],"x":"${half}"}`, 'keys.json'), ConfigurationError)
  })

  it('in any file of an evidence bundle, sealed again, is a bundle that is not consistent', async () => {
    const bundle = await makeBundle()
    for (const name of [...filesOf(bundle).keys()].filter((one) => one.endsWith('.json'))) {
      const files = filesOf(bundle)
      const text = Buffer.from(files.get(name) ?? []).toString('utf8')
      files.set(name, Buffer.from(text.replace(/":\s*"/, (start) => `${start}${half}`)))
      const { result } = await verify(pack(name === 'manifest.json' ? files : withManifest(files)))
      assert.equal(result, 'false', name)
    }
  })

  it('in a file ends a check in a sentence, not in a defect', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-half-'))
    try {
      const snapshot = { snapshots: [], kind: 'entra-mfa-gate snapshot', a: '\ud800' }
      const sealed = JSON.stringify({ ...snapshot, sha256: sha256(sorted(snapshot)) })
      writeFileSync(join(folder, 's.json'), sealed)
      writeFileSync(join(folder, 'r.yaml'), rules(`waivers:\n  - {rule: "${half}"}\n`))
      for (const args of [
        ['--snapshot', 's.json'],
        ['--rules', 'r.yaml'],
      ]) {
        const { exitCode, stdout, stderr } = await runCli(['check', ...args], {}, { cwd: folder })
        assert.equal(exitCode, 2, stdout + stderr)
        assert.match(stdout + stderr, /half a character/)
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

function problemsOf(read: () => unknown): readonly string[] {
  try {
    read()
    return []
  } catch (error) {
    assert.ok(error instanceof ConfigurationError, String(error))
    return error.problems
  }
}
