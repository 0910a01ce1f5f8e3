import type { Bundled } from './notices.ts'

/** What a bill of materials says of a package. */
type Part = Pick<Bundled, 'name' | 'version' | 'license'>

export interface Released extends Part {
  readonly description: string
  readonly repository: { readonly url: string }
}

/**
 * The software bill of materials, by CycloneDX 1.5: of what is bundled, since nothing is installed beside the package.
 * Two builds of the same sources make the same, so it has no time and no serial number.
 */
export function billOfMaterials(released: Released, bundled: readonly Part[]): object {
  const { description, repository } = released
  const component = {
    ...componentOf(released, 'application'),
    description,
    externalReferences: [{ type: 'vcs', url: repository.url }],
  }
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { lifecycles: [{ phase: 'build' }], component },
    components: bundled.map((part) => componentOf(part, 'library')),
    dependencies: [{ ref: purlOf(released), dependsOn: bundled.map(purlOf) }],
  }
}

function componentOf(part: Part, type: 'application' | 'library'): object {
  const { name, version, license } = part
  const [, group, own = name] = /^(@[^/]+)\/(.*)$/.exec(name) ?? []
  return {
    type,
    'bom-ref': purlOf(part),
    ...(group === undefined ? {} : { group }),
    name: own,
    version,
    licenses: [/ (AND|OR|WITH) /.test(license) ? { expression: license } : { license: { id: license } }],
    purl: purlOf(part),
  }
}

/** See the package-url specification: a scope is a namespace, whose @ is written in percents. */
function purlOf({ name, version }: Part): string {
  return `pkg:npm/${name.split('/').map(encodeURIComponent).join('/')}@${encodeURIComponent(version)}`
}
