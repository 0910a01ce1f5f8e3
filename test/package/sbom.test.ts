import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { billOfMaterials, type Released } from '../../.dev/sbom.ts'
import { validatorOf } from '../report/consumers.ts'
import { projectDirectory } from '../support/run-process.ts'

const textOf = (path: string): string => readFileSync(join(projectDirectory, path), 'utf8')

interface Bill {
  readonly metadata: { readonly component: { readonly name: string; readonly version: string } }
  readonly components: readonly {
    readonly group?: string
    readonly name: string
    readonly version: string
    readonly purl: string
    readonly licenses: readonly [{ readonly expression?: string; readonly license?: { readonly id: string } }]
  }[]
  readonly dependencies: readonly [{ readonly ref: string; readonly dependsOn: readonly string[] }]
}

const isBill = validatorOf('cyclonedx-1.5', 'cyclonedx-spdx', 'cyclonedx-jsf-0.82')

describe('the software bill of materials', () => {
  const bill = JSON.parse(textOf('dist/entra-mfa-gate.cdx.json')) as Bill

  it('is one by the schema of CycloneDX 1.5, with licences that SPDX knows', () => {
    assert.ok(isBill(bill), JSON.stringify(isBill.errors?.slice(0, 5)))
    const [first] = bill.components
    const unknown = { ...bill, components: [{ ...first, licenses: [{ license: { id: 'MIT-ish' } }] }] }
    assert.equal(isBill(unknown), false, 'a mistake is not found')
  })

  it('is of this version', () => {
    const { name, version } = JSON.parse(textOf('package.json')) as Released
    const { component } = bill.metadata
    assert.deepEqual([component.name, component.version], [name, version])
  })

  it('names what the notices name, with the same licences, and nothing else', () => {
    const files = ['dist/third-party-notices.txt', 'policy-pack/dist/third-party-notices.txt']
    const noticed = files.flatMap((file) =>
      [...textOf(file).matchAll(/^-{80}\n\n(\S+ \S+)\nLicence: (.*)$/gm)].map(([, title, licence]) =>
        [title, licence].join(': '),
      ),
    )
    const listed = bill.components.map(({ group, name, version, licenses: [{ expression, license }] }) => {
      const whole = group === undefined ? name : `${group}/${name}`
      return `${whole} ${version}: ${expression ?? license?.id ?? ''}`
    })
    assert.ok(listed.length > 100, `${listed.length}`)
    assert.deepEqual(listed.toSorted(), [...new Set(noticed)].toSorted())
  })

  it('has every part once, as a part of the package', () => {
    const purls = bill.components.map(({ purl }) => purl)
    assert.equal(new Set(purls).size, purls.length)
    assert.deepEqual(bill.dependencies[0].dependsOn, purls)
  })

  it('writes scopes, versions and licences as they are to be written', () => {
    const released = {
      ...{ name: 'gate', version: '1.0.0', license: 'MIT', description: 'd' },
      repository: { url: 'git+https://example.org/gate.git' },
    }
    const { components } = billOfMaterials(released, [
      { name: '@a/b', version: '1.0.0+c', license: '(MIT OR Apache-2.0)' },
    ]) as Bill
    const purl = 'pkg:npm/%40a/b@1.0.0%2Bc'
    assert.deepEqual(components, [
      {
        ...{ type: 'library', 'bom-ref': purl, group: '@a', name: 'b', version: '1.0.0+c' },
        licenses: [{ expression: '(MIT OR Apache-2.0)' }],
        purl,
      },
    ])
  })
})
