import assert from 'node:assert/strict'
import { zipSync } from 'fflate'
import { pack } from '../../src/evidence/archive.ts'
import { prettyBytes } from '../../src/evidence/bytes.ts'
import type { FileName } from '../../src/evidence/file-names.ts'
import { manifestBytes } from '../../src/evidence/manifest.ts'
import { signDetached } from '../../src/signing/detached-jws.ts'
import { savedText } from '../../src/snapshots/saved-snapshot.ts'
import { snapshotOf } from '../support/make.ts'
import {
  failures,
  filesOf,
  forge,
  jsonIn,
  type Keys,
  makeBundle,
  makeKeys,
  text,
  verify,
  withManifest,
} from './make-bundle.ts'

const rules = 'rules: [{id: mfa, measure: mfaRegistered, minimum: 95%}]'
/** The same with other words in it. */
function replaced(value: object, from: string, to: string): object {
  return JSON.parse(JSON.stringify(value).replaceAll(from, to)) as object
}

const reading = { kind: 'snapshot', snapshot: snapshotOf(1_000, { mfaRegistered: 500 }) } as const

describe('a bundle in which one file was changed', () => {
  const names = [
    'README.txt',
    'assessment.json',
    'snapshot.json',
    'rules.json',
    'context.json',
    'controls.json',
  ] as const
  for (const name of names) {
    it(`is refused where it is ${name}, as its digest is another`, async () => {
      const files = filesOf(await makeBundle())
      files.set(name, new Uint8Array([...files.get(name)!, 0x20]))
      const { result, items } = await verify(pack(files))
      assert.equal(result, 'false')
      assert.deepEqual(failures({ items }), [
        `Manifest: ${name} is not the file that manifest.json names: its SHA-256 differs`,
      ])
    })
  }
})

/** By somebody who knows how bundles are made, and adapts every digest. Nothing here is signed. */
const forgeries: readonly {
  readonly title: string
  readonly forge: (bundle: Uint8Array) => Uint8Array | Promise<Uint8Array>
  readonly says: RegExp
}[] = [
  {
    title: 'a raised count in the snapshot',
    forge: (bundle) =>
      forge(bundle, 'snapshot.json', (value) =>
        text(JSON.stringify(value, undefined, 2).replace('500', '960')),
      ),
    says: /^Snapshot: the snapshot snapshot\.json has been changed since it was saved$/,
  },
  {
    title: 'a raised count in a snapshot that was saved anew, and is as it should be by itself',
    forge: (bundle) => {
      const snapshots = [snapshotOf(1_000, { mfaRegistered: 960 })]
      const saved = savedText({ snapshots, exclusionsSha256: undefined, version: '1.2.3' })
      return forge(bundle, 'snapshot.json', () => text(saved))
    },
    says: /^Answers: mfa: the assessment says violation with 500 of 1,000, 95 % required; judged again it is pass with 960 of 1,000, 95 % required$/,
  },
  {
    title: 'a changed verdict in the assessment',
    forge: (bundle) =>
      forge(bundle, 'assessment.json', (value) => {
        const [first] = value['verdicts'] as unknown as [Record<string, unknown>]
        Object.assign(first, { verdict: 'pass', effect: 'none' })
        delete first['shortfall']
        return value
      }),
    says: /^Answers: mfa: the assessment says pass with 500 of 1,000, 95 % required; judged again it is violation with 500 of 1,000/,
  },
  {
    title: 'a lowered minimum in the rules',
    forge: (bundle) => forge(bundle, 'rules.json', (value) => replaced(value, '95%', '50%')),
    says: /^Answers: mfa: the assessment says violation .* 95 % required; judged again it is pass with 500 of 1,000, 50 % required$/,
  },
  {
    title: 'a rule left out of the rules and the assessment alike, but not of what was said of it',
    forge: (bundle) => forge(bundle, 'assessment.json', (value) => Object.assign(value, { verdicts: [] })),
    says: /^Answers: the assessment is about the rules , and rules\.json holds mfa$/,
  },
  {
    title: 'a removed file',
    forge: (bundle) => {
      const files = filesOf(bundle)
      files.delete('rules.json')
      return pack(withManifest(files))
    },
    says: /^Manifest: the bundle lacks rules\.json$/,
  },
  {
    title: 'the snapshot removed',
    forge: (bundle) => {
      const files = filesOf(bundle)
      files.delete('snapshot.json')
      return pack(withManifest(files))
    },
    says: /^Answers: context\.json names snapshots that are not in the bundle$/,
  },
  {
    title: 'an added file',
    forge: (bundle) =>
      zipSync({ ...Object.fromEntries(filesOf(bundle)), 'more.txt': text('more') }, { level: 0 }),
    says: /^Archive: it holds "more\.txt", which does not belong in a bundle$/,
  },
  {
    title: 'a file on a path that leads out of the folder',
    forge: (bundle) =>
      zipSync({ ...Object.fromEntries(filesOf(bundle)), '../../evil': text('more') }, { level: 0 }),
    says: /^Archive: it holds "\.\.\/\.\.\/evil", which does not belong in a bundle$/,
  },
  {
    title: 'the manifest of another bundle',
    forge: async (bundle) => {
      const other = await makeBundle({
        rules,
        reading: { kind: 'snapshot', snapshot: snapshotOf(1_000, { mfaRegistered: 990 }) },
      })
      const files = filesOf(bundle)
      files.set('manifest.json', filesOf(other).get('manifest.json')!)
      return pack(files)
    },
    says: /^Manifest: (README\.txt|assessment\.json|snapshot\.json) is not the file that manifest\.json names: its SHA-256 differs$/,
  },
  {
    title: 'a manifest that tells of a pass',
    forge: (bundle) => {
      const files = filesOf(bundle)
      const { outcome: _, ...head } = jsonIn(files, 'manifest.json') as unknown as Parameters<
        typeof manifestBytes
      >[0]
      files.set('manifest.json', manifestBytes({ ...head, outcome: 'pass' }, new Map()))
      return pack(withManifest(files))
    },
    says: /^Answers: manifest\.json says pass, and the assessment violation$/,
  },
  {
    title: 'a context that was dated back a year',
    forge: (bundle) =>
      forge(bundle, 'context.json', (value) =>
        Object.assign(value, { judgedAt: '2025-11-22T10:00:05.000Z' }),
      ),
    says: /^Answers: mfa: the assessment says violation with 500 of 1,000, 95 % required; judged again it is undetermined$/,
  },
  {
    title: 'context and assessment both dated forward, so that old numbers look fresh',
    forge: (bundle) => {
      const judgedAt = '2026-11-22T10:00:55.000Z'
      const later = forge(bundle, 'context.json', (value) => Object.assign(value, { judgedAt }))
      const both = forge(later, 'assessment.json', (value) => Object.assign(value, { judgedAt }))
      return forge(both, 'assessment.json', (value) => replaced(value, '10:00:00 UTC', '10:00:50 UTC'))
    },
    says: /^Wording: assessment\.json and README\.txt say something else than was judged$/,
  },
  {
    title: 'a README that says that all is well',
    forge: (bundle) => forge(bundle, 'README.txt', () => text('All rules passed.\n')),
    says: /^Wording: README\.txt says something else than was judged$/,
  },
  {
    title: 'a control that the rule does not support',
    forge: (bundle) =>
      forge(bundle, 'controls.json', (value) => Object.assign(value, { about: 'It proves everything.' })),
    says: /^Wording: controls\.json says something else than was judged$/,
  },
  {
    title: 'a context with a member of its own',
    forge: (bundle) => forge(bundle, 'context.json', (value) => Object.assign(value, { trust: 'me' })),
    says: /^Context: context\.json is not what entra-mfa-gate writes$/,
  },
  {
    title: 'a waiver that ends on a day that is none',
    forge: (bundle) =>
      forge(bundle, 'rules.json', (value) =>
        Object.assign(value, {
          waivers: [
            {
              rule: 'mfa',
              stack: '*/*/*',
              reason: 'r',
              owner: 'o',
              ticket: 't',
              created: '2026-01-01',
              expires: '2026-02-30',
            },
          ],
        }),
      ),
    says: /^Answers: rules\.json and context\.json do not match/,
  },
]

describe('a bundle that was forged, every digest adapted, with', () => {
  for (const row of forgeries) {
    it(`${row.title}, is refused`, async () => {
      const bundle = await makeBundle({ rules, reading })
      assert.equal((await verify(bundle)).result, 'sound')
      const verification = await verify(await row.forge(bundle))
      assert.equal(verification.result, 'false')
      assert.match(failures(verification)[0] ?? '', row.says)
    })
  }
})

describe('a signed bundle', () => {
  let ours: Keys
  let theirs: Keys
  before(async () => {
    ours = await makeKeys()
    theirs = await makeKeys()
  })

  it('is sound to whoever has the signer’s key', async () => {
    const bundle = await makeBundle({ signingKey: ours.signingKey })
    assert.equal((await verify(bundle, { keys: ours.keys, requireSignature: true })).result, 'sound')
  })

  it('is sound to whoever has several keys with the signer’s among them', async () => {
    const bundle = await makeBundle({ signingKey: ours.signingKey })
    assert.equal((await verify(bundle, { keys: [...theirs.keys, ...ours.keys] })).result, 'sound')
  })

  it('is unproven to whoever has no key, as one without a signature is: consistency is checked, authorship is not', async () => {
    const demand = { allowUnsigned: false }
    const unsigned = await verify(await makeBundle(), demand)
    const { result, items, found } = await verify(await makeBundle({ signingKey: ours.signingKey }), demand)
    assert.deepEqual([result, unsigned.result], ['unproven', 'unproven'])
    assert.deepEqual(found, unsigned.found)
    assert.equal((await verify(await makeBundle({ signingKey: ours.signingKey }))).result, 'sound')
    const says = items.find(({ name }) => name === 'Signature')?.says ?? ''
    assert.match(says, /^not checked, so nothing proves who made it\. It claims to be by the key /)
  })

  const demanded = async (bundle: Uint8Array): Promise<string> => {
    const verification = await verify(bundle, { keys: ours.keys })
    assert.equal(verification.result, 'false')
    return failures(verification).join('\n')
  }

  it('is refused when an attacker made it anew with a key of their own', async () => {
    const says = await demanded(await makeBundle({ signingKey: theirs.signingKey }))
    assert.match(
      says,
      /^Signature: the bundle is signed with the key [\w-]+, which is not the one given \([\w-]+\)$/,
    )
  })

  it('is refused when an attacker’s signature takes the place of the signer’s', async () => {
    const files = filesOf(await makeBundle({ signingKey: ours.signingKey }))
    files.set('manifest.jws', await signDetached(files.get('manifest.json')!, theirs.signingKey, 'evidence'))
    assert.match(
      await demanded(pack(files)),
      /^Signature: manifest\.jws is by the key .*, and manifest\.json names another key$/,
    )
  })

  it('is refused when an attacker signs under the name of the signer’s key', async () => {
    const files = filesOf(await makeBundle({ signingKey: ours.signingKey }))
    const liar = { ...theirs.signingKey, keyId: ours.signingKey.keyId }
    files.set('manifest.jws', await signDetached(files.get('manifest.json')!, liar, 'evidence'))
    assert.match(
      await demanded(pack(files)),
      /^Signature: the signature is not by the key [\w-]+ of this manifest$/,
    )
  })

  it('is refused when the signature of another bundle is put in', async () => {
    const other = filesOf(await makeBundle({ rules, reading, signingKey: ours.signingKey }))
    const files = filesOf(await makeBundle({ signingKey: ours.signingKey }))
    files.set('manifest.jws', other.get('manifest.jws')!)
    assert.match(await demanded(pack(files)), /^Signature: the signature is not by the key/)
  })

  it('is refused when files and digests were forged and the signature left', async () => {
    const bundle = await makeBundle({ rules, reading, signingKey: ours.signingKey })
    const forged = forge(bundle, 'README.txt', () => text('All rules passed.\n'))
    assert.match(await demanded(forged), /^Signature: the signature is not by the key/)
  })

  it('is refused without its signature, also to whoever has no key', async () => {
    const files = filesOf(await makeBundle({ signingKey: ours.signingKey }))
    files.delete('manifest.jws')
    const verification = await verify(pack(files))
    assert.equal(verification.result, 'false')
    assert.match(
      failures(verification)[0] ?? '',
      /^Signature: manifest\.json says that the key [\w-]+ signed it, and manifest\.jws is not there$/,
    )
  })

  it('is demanded by --key and by --require-signature, so that one made anew without is refused', async () => {
    const bundle = await makeBundle()
    assert.equal(await demanded(bundle), 'Signature: the bundle is not signed, and a signature is demanded')
    assert.equal((await verify(bundle, { requireSignature: true })).result, 'false')
    assert.equal((await verify(bundle)).result, 'sound')
  })

  const malformed: readonly [title: string, jws: string][] = [
    ['nothing', ''],
    ['no header', '..AAAA\n'],
    ['a payload of its own', 'eyJhbGciOiJub25lIn0.e30.AAAA\n'],
    [
      'no algorithm',
      `${Buffer.from('{"alg":"none","typ":"mfa-gate-evidence+jws"}').toString('base64url')}..AAAA\n`,
    ],
    ['JSON that is cut', 'eyJhbGciO..AAAA\n'],
  ]
  for (const [title, jws] of malformed) {
    it(`is refused with a signature of ${title}`, async () => {
      const files = filesOf(await makeBundle({ signingKey: ours.signingKey }))
      files.set('manifest.jws', text(jws))
      assert.match(
        await demanded(pack(files)),
        /^Signature: manifest\.jws is (not a signature of entra-mfa-gate|by the key)/,
      )
    })
  }

  it('is refused when the header asks for another algorithm than the key has', async () => {
    const files = filesOf(await makeBundle({ signingKey: ours.signingKey }))
    const { keyId } = ours.signingKey
    const header = Buffer.from(JSON.stringify({ alg: 'HS256', kid: keyId, typ: 'mfa-gate-evidence+jws' }))
    files.set('manifest.jws', text(`${header.toString('base64url')}..AAAA\n`))
    assert.match(await demanded(pack(files)), /^Signature: the signature is not by the key/)
  })
})

describe('an archive', () => {
  const bundle = () => makeBundle({ rules, reading })
  const refused: readonly [title: string, make: (bundle: Uint8Array) => Uint8Array, says: RegExp][] = [
    ['that is empty', () => new Uint8Array(), /is not a zip file, or its end is missing/],
    ['of text', () => text('hello '.repeat(100)), /is not a zip file, or its end is missing/],
    ['that was cut', (whole) => whole.slice(0, -30), /is not a zip file, or its end is missing/],
    [
      'with bytes before it',
      (whole) => new Uint8Array([0, ...whole]),
      /holds an entry of a strange name, which does not belong in a bundle$/,
    ],
    ['with bytes after it', (whole) => new Uint8Array([...whole, 0]), /was (cut|changed)/],
    ['without files', () => zipSync({}), /the bundle lacks README\.txt, manifest\.json, /],
    [
      'that was unpacked and packed anew',
      (whole) => zipSync(Object.fromEntries(filesOf(whole)), { level: 0 }),
      /is not byte for byte what was written: it was changed, or packed again$/,
    ],
    [
      'that is compressed',
      (whole) => zipSync(Object.fromEntries(filesOf(whole)), { level: 9 }),
      /its README\.txt is compressed, which bundles never are$/,
    ],
    [
      'with files in another order',
      (whole) =>
        zipSync(Object.fromEntries([...filesOf(whole)].reverse()), {
          level: 0,
          mtime: new Date(1980, 0, 1, 12),
        }),
      /is not byte for byte/,
    ],
    [
      'larger than any bundle',
      () => new Uint8Array(16 * 1024 * 1024 + 1),
      /has 16777217 bytes, more than any bundle$/,
    ],
    [
      'of a bomb',
      () => zipSync({ 'README.txt': new Uint8Array(8_000_000) }, { level: 9 }),
      /its README\.txt is compressed/,
    ],
    ['with an entry twice', twice, /it holds README\.txt twice$/],
  ]
  for (const [title, make, says] of refused) {
    it(`${title} is refused`, async () => {
      const verification = await verify(make(await bundle()))
      assert.equal(verification.result, 'false')
      assert.match(failures(verification)[0] ?? '', says)
    })
  }

  it('of a later version is refused, and told from a tampered one', async () => {
    const files = filesOf(await bundle())
    files.set('manifest.json', prettyBytes({ ...jsonIn(files, 'manifest.json'), version: 2 }))
    assert.match(
      failures(await verify(pack(files)))[0] ?? '',
      /the bundle is of version 2, and this gate reads version 1/,
    )
  })

  it('is told from one that was written by another version of the gate, whose words are not compared', async () => {
    const verification = await verify(await bundle(), { version: '9.9.9' })
    assert.equal(verification.result, 'sound')
    const wording = verification.items.find(({ name }) => name === 'Wording')
    assert.equal(wording?.state, 'warning')
    assert.match(
      wording.says,
      /^not compared, as version 1\.2\.3 wrote it and this is 9\.9\.9; answers and numbers were$/,
    )
  })
})

/** Renames a file to the name of another, in its own header and in the directory of the archive. */
function twice(bundle: Uint8Array): Uint8Array {
  const files = filesOf(bundle)
  const renamed = Object.fromEntries([...files].map(([name, bytes]) => [name as string, bytes]))
  const whole = Buffer.from(zipSync({ ...renamed, 'README.tx_': text('second') }, { level: 0 })).toString(
    'latin1',
  )
  return new Uint8Array(
    Buffer.from(whole.replaceAll('README.tx_', 'README.txt' satisfies FileName), 'latin1'),
  )
}
