import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { auditPagePath, tenantsReference, withReference } from '../../.dev/rules-reference.ts'
import { parseTenants } from '../../src/config/tenants-text.ts'
import { formatNames } from '../../src/report/formats/formats.ts'

const page = readFileSync(auditPagePath, 'utf8')

describe('the page on audits', () => {
  it('has the reference that the schema gives; `node .dev/rules-reference.ts` writes it', () => {
    assert.equal(page, withReference(page, tenantsReference))
    assert.match(page, /`secretFrom`/)
  })

  it('shows a tenants document that is valid', () => {
    const [, text = ''] = /```yaml\n(# mfa-tenants\.yaml\n[\s\S]*?)```/.exec(page) ?? []
    assert.equal(parseTenants(text, 'docs/audit.md').value.tenants.length, 3)
  })

  it('names every format', () => {
    for (const name of formatNames)
      assert.ok(new RegExp(`^\\|[^|]*\`${name}\`[^|]*\\|`, 'm').test(page), name)
  })
})
