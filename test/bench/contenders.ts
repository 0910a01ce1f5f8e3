import { join } from 'node:path'

const here = (file: string) => join(import.meta.dirname, file)
const root = join(import.meta.dirname, '../..')

export interface Contender {
  readonly id: string
  readonly title: string
  /** Arguments for Node; `folder` holds the rules and what the bench installed. */
  readonly args: (folder: string) => readonly string[]
  /** What the output must contain for a count of so many registered users. */
  readonly expects: (registered: number) => string
}

export const contenders: readonly Contender[] = [
  { ...ours('mfa-rules.yaml'), id: 'ours', title: 'mfa-gate check' },
  { ...ours('method-rules.yaml'), id: 'ours-methods', title: 'the same, all measures by method' },
  {
    id: 'bare-fetch',
    title: '(a) bare fetch loop',
    args: () => [here('contenders/bare-fetch.mjs')],
    expects: (registered) => `${registered} of `,
  },
  {
    id: 'bare-fetch-select',
    title: '(a2) the same with $select',
    args: () => [here('contenders/bare-fetch.mjs'), 'selected'],
    expects: (registered) => `${registered} of `,
  },
  {
    id: 'page-iterator',
    title: "(b) Graph SDK's PageIterator",
    args: () => [here('contenders/page-iterator.mjs')],
    expects: (registered) => `${registered} of `,
  },
  {
    id: 'm365',
    title: '(c) CLI for Microsoft 365',
    args: (folder) => [
      '--import',
      here('contenders/redirect-graph.mjs'),
      join(folder, 'node_modules/@pnp/cli-microsoft365/dist/index.js'),
      ...'entra user registrationdetails list --query length([?isMfaRegistered])'.split(' '),
    ],
    expects: (registered) => String(registered),
  },
]

function ours(file: string): Pick<Contender, 'args' | 'expects'> {
  const command = [join(root, 'dist/src/cli/main.js'), 'check', '--timeout', '10m', '--rules']
  return {
    args: (folder) => [...command, join(folder, file)],
    expects: (registered) => `${registered.toLocaleString('en')} of `,
  }
}

/** The rules that `mfa-gate check` is given, by file. */
export const rulesFiles = {
  'mfa-rules.yaml': `source: registrationDetails
rules: [{id: mfa-registered, measure: mfaRegistered, minimum: 50%}]
`,
  'method-rules.yaml': `rules:
  - {id: strong, measure: strongMethod, minimum: 50%}
  - {id: not-phone, measure: notPhoneOnly, minimum: 1%}
  - {id: resistant, measure: phishingResistant, minimum: 0%}
  - {id: device-bound, measure: phishingResistantDeviceBound, minimum: 0%}
`,
} as const
