import assert from 'node:assert/strict'
import { printableDeep } from '../../../src/report/html/page/printable-deep.ts'
import fc from 'fast-check'
import { parse } from 'parse5'
import { renderTenantPage } from '../../../src/report/html/tenant-page.ts'
import { renderTenantsPage } from '../../../src/report/html/tenants-page.ts'
import { printable } from '../../../src/report/plain.ts'
import { pageNameOf } from '../../../src/report/html/tenants/page-names.ts'
import type { Assessed } from '../../../src/report/report.ts'
import type { AssessmentReport } from '../../../src/schemas/assessment-report.ts'
import { audit, auditReport, called, drawnOf, historyOf } from './sample-pages.ts'

const nasty = [
  '</style><script>alert(1)</script>',
  '</title><img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onmouseover='alert(1)",
  '<!--',
  '<!--rows-->',
  ']]>',
  '&lt;b&gt;&#x3c;script&#x3e;',
  '{{constructor.constructor("alert(1)")()}}',
  'javascript:alert(1)',
  '\u0000\u0008\ud800',
  '\u202egnp.exe',
  '`${alert(1)}`',
]
const text = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc
    .tuple(fc.constantFrom(...nasty), fc.string({ unit: 'grapheme', maxLength: 20 }))
    .map((parts) => parts.join('')),
)

/** The same report with every text that somebody can choose replaced; ids and constants stay. */
function saying(report: Assessed, words: readonly string[]): Assessed {
  let at = 0
  const fixed = new Set([
    'id',
    'measure',
    'segment',
    'enforcement',
    'severity',
    'verdict',
    'effect',
    'outcome',
    'state',
  ])
  const dates = new Set([
    'judgedAt',
    'receivedAt',
    'expires',
    'created',
    'from',
    'kind',
    'name',
    'onUndetermined',
  ])
  const swap = (value: unknown, key: string): unknown => {
    if (typeof value === 'string')
      return fixed.has(key) || dates.has(key) ? value : words[at++ % words.length]
    if (Array.isArray(value)) return value.map((one) => swap(one, key))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([inner, one]) => [inner, swap(one, inner)]))
  }
  return { ...report, assessment: swap(report.assessment, '') as AssessmentReport }
}

interface Node {
  readonly nodeName: string
  readonly attrs?: readonly { readonly name: string; readonly value: string }[]
  readonly childNodes?: readonly Node[]
}

/** What a browser makes of the page: every element in its order, with the names of its attributes. */
function skeleton(html: string): string {
  const walk = (node: Node): string =>
    node.nodeName === '#text'
      ? ''
      : `<${node.nodeName} ${(node.attrs ?? []).map(({ name }) => name).join(' ')}>${(node.childNodes ?? []).map(walk).join('')}`
  return walk(parse(html))
}

/** Harmless words that are equal, and empty, where the given ones are. */
function harmless(words: readonly string[]): readonly string[] {
  const visible = words.map(printable)
  return visible.map((word) => (word === '' ? '' : `word${visible.indexOf(word)}`))
}

function same(page: (words: readonly string[]) => string, words: readonly string[]): void {
  const [given, wanted] = [page(words), page(harmless(words))]
  let at = 0
  while (at < given.length && given[at] === wanted[at]) at += 1
  assert.ok(given === wanted, `differs at ${given.slice(at - 80, at + 80)}`)
}

describe('text of a user in the pages', () => {
  let report: Assessed
  before(async () => (report = await auditReport()))

  it('adds no element and no attribute to the page of a tenant, whatever it is', () => {
    const trend = historyOf(report, 3)
    const page = (words: readonly string[]) =>
      skeleton(renderTenantPage({ report: called(saying(report, words), words[0]!), trend }))
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 8 }), (words) => same(page, words)),
      { numRuns: 30 },
    )
  }).timeout(180_000)

  it('adds none to the page of all tenants', () => {
    const page = (words: readonly string[]) => {
      const [name = ''] = words
      const messages = called(saying(report, words), name)
      const tenant = { ...messages.tenant, tags: Object.fromEntries(words.map((word) => [word, word])) }
      const reason = { code: 'defect', what: words.at(-1) ?? '', todo: name }
      const failed = { ...messages, tenant, assessment: undefined, outcome: 'defect', reason } as const
      const drawn = drawnOf([{ ...messages, tenant }], 3)
      return skeleton(renderTenantsPage([{ ...messages, tenant }, failed], { audit, drawn }))
    }
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 8 }), (words) => same(page, words)),
      { numRuns: 30 },
    )
  }).timeout(180_000)

  it('is read back as it was written', () => {
    const html = renderTenantPage({ report: called(report, 'A & B <Ltd> "C"'), trend: [] })
    assert.ok(html.includes('A &#x26; B &#x3C;Ltd> "C"'), 'escaped once')
  })

  it('cannot run in any case: the policy of the page names the one style and no script', () => {
    const html = renderTenantPage({ report, trend: [] })
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? ''
    assert.match(policy, /^default-src &#x27;none&#x27;; style-src &#x27;sha256-[^;]+&#x27;; base-uri/)
    assert.ok(!html.includes('<script'))
    assert.ok(!/\s(style|on\w+)=/.test(html.replace(/<style>[\s\S]*?<\/style>/, '')))
  })
})

const of = (name: string, id: string) => ({ key: id, id, name, tags: {} })

describe('the file names of tenants', () => {
  it('are safe on every file system and in a link, and distinct for distinct ids', () => {
    fc.assert(
      fc.property(text, fc.uuid(), fc.uuid(), (name, one, other) => {
        const file = pageNameOf(of(name, one))
        assert.match(file, /^tenant-([a-z0-9]+-)*[0-9a-f]{12}\.html$/)
        assert.ok(file.length < 80)
        assert.equal(file === pageNameOf(of(name, other)), one === other)
        assert.equal(file, pageNameOf(of(name, one.toUpperCase())))
      }),
    )
  })

  it('keep what can be read of the name', () => {
    assert.match(pageNameOf(of('Évora Café / Süd', 'x')), /^tenant-evora-cafe-sud-[0-9a-f]{12}\.html$/)
    assert.match(pageNameOf(of('株式会社', 'x')), /^tenant-[0-9a-f]{12}\.html$/)
    assert.match(pageNameOf(of('../../etc/passwd', 'x')), /^tenant-etc-passwd-/)
  })

  it('copies nothing where every text can be printed, and only what holds one that cannot', () => {
    const clean = { a: ['b', { c: 'd' }], e: null, f: Number.NaN }
    assert.equal(printableDeep(clean), clean)
    const value = { clean, hostile: ['x\u0007', 'y'] }
    const printed = printableDeep(value)
    assert.equal(printed.clean, clean)
    assert.doesNotMatch(JSON.stringify(printed.hostile), /u0007/)
    assert.equal(value.hostile[0], 'x\u0007')
  })
})
