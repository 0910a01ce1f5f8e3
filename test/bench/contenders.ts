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
  {
    id: 'ours',
    title: 'mfa-gate check',
    args: (folder) => [
      join(root, 'dist/src/cli/main.js'),
      'check',
      '--rules',
      join(folder, 'mfa-rules.yaml'),
      '--timeout',
      '10m',
    ],
    expects: (registered) => `${registered.toLocaleString('en')} of `,
  },
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

/** The rules that `mfa-gate check` is given. */
export const rules = `source: registrationDetails
rules: [{id: mfa-registered, measure: mfaRegistered, minimum: 50%}]
`
