import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DefaultTheme } from 'vitepress'
import { pageOfTheSite } from './pages.ts'

/** In the order in which somebody comes to them. A test holds that every page is in one group. */
export const groups: Readonly<Record<string, readonly string[]>> = {
  'Begin here': ['README.md', 'docs/sign-in.md', 'docs/rules.md'],
  'Preview gating': [
    'docs/pulumi.md',
    'docs/guides/typescript.md',
    'docs/guides/python.md',
    'docs/guides/go.md',
    'docs/guides/dotnet.md',
    'docs/guides/yaml.md',
    'docs/guides/policy-groups.md',
    'docs/exceptions.md',
    'docs/guards.md',
    'docs/library.md',
  ],
  'CI enforcement': [
    'docs/ci.md',
    'docs/guides/github.md',
    'docs/guides/azure-pipelines.md',
    'docs/guides/gitlab.md',
  ],
  'Compliance audits': [
    'docs/audit.md',
    'docs/fleets.md',
    'docs/history.md',
    'docs/report.md',
    'docs/evidence.md',
    'docs/controls.md',
  ],
  'Demand more, know more': ['docs/methods.md', 'docs/explain.md', 'docs/sources.md'],
  Reference: [
    'docs/settings.md',
    'docs/simulate.md',
    'docs/schemas/README.md',
    'docs/data.md',
    'docs/threat-model.md',
  ],
  Measured: [
    'docs/bench/install.md',
    'docs/bench/paging.md',
    'docs/bench/speed.md',
    'docs/proof/faults.md',
    'docs/proof/files.md',
    'docs/proof/broken.md',
    'docs/proof/fleet.md',
    'docs/proof/fuzz.md',
    'docs/proof/scale.md',
  ],
  'This project': ['CONTRIBUTING.md', 'SECURITY.md'],
}

const address = (file: string): string => `/${pageOfTheSite(file)}`.replace(/(index)?\.md$/, '')

/** Above every page: where each of the three who use it begins. */
export const navigation: DefaultTheme.NavItem[] = [
  { text: 'Preview gating', link: address('docs/pulumi.md') },
  { text: 'CI enforcement', link: address('docs/ci.md') },
  { text: 'Compliance audits', link: address('docs/audit.md') },
  { text: 'Example report', link: '/example-report/index.html', target: '_blank' },
]

/** Every page by its own heading. */
export function sidebar(root: string): DefaultTheme.SidebarItem[] {
  const item = (file: string) => ({ text: headingOf(join(root, file)), link: address(file) })
  return Object.entries(groups).map(([text, files]) => ({ text, items: files.map(item) }))
}

function headingOf(file: string): string {
  const [, heading] = /^# (.+)$/m.exec(readFileSync(file, 'utf8')) ?? []
  if (heading === undefined) throw new Error(`${file} has no heading`)
  return heading.replaceAll('`', '')
}
