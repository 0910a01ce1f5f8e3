import { isCommand, type Step, stepsOf } from './page.ts'

/** What a command needs to be run by a test; `nothing` is run wherever the tests are. */
export type Need = 'nothing' | 'cli' | 'host' | 'service' | 'registry' | 'account' | 'portal'

interface Guide {
  /** Of the language of the program; the embedded engine runs that of Node. */
  readonly host?: string
  /** What the host needs besides, out of a registry of packages. */
  readonly packages?: string
  /** On which CLI somebody has seen the steps that need one, and when. */
  readonly seen?: string
}

const cli = 'the Pulumi CLI 3.260 on 2026-11-26'

export const guides = {
  typescript: { seen: cli },
  python: { host: 'pulumi-language-python', packages: 'PyPI', seen: cli },
  go: { host: 'pulumi-language-go', packages: 'the Go module proxy', seen: cli },
  dotnet: { host: 'pulumi-language-dotnet', packages: 'NuGet' },
  yaml: { host: 'pulumi-language-yaml', seen: cli },
  'policy-groups': { seen: cli },
  github: {},
  'azure-pipelines': {},
  gitlab: {},
} as const satisfies Readonly<Record<string, Guide>>

export type GuideName = keyof typeof guides

export const guideNames = Object.keys(guides) as readonly GuideName[]

export const guideOf = (name: GuideName): Guide => guides[name]

/** By how a command begins, after `simulate … --`; the first that fits. */
const needs: readonly (readonly [RegExp, (guide: Guide) => Need])[] = [
  [/^pulumi policy publish\b/, () => 'service'],
  [/^pulumi (policy enable|env)\b|--stack acme\//, () => 'account'],
  [/^npm install --omit=dev\b/, () => 'registry'],
  [/^pulumi preview\b/, ({ host }) => (host === undefined ? 'nothing' : 'host')],
  [/^(\w+=\S+ )*pulumi\b/, ({ host }) => (host === undefined ? 'cli' : 'host')],
  [/^(python3|venv\/bin\/|go|dotnet)\b/, () => 'host'],
]

export function needOf(command: string, guide: Guide): Need {
  const words = command.replace(/^.* simulate .*? -- /, '').replace(/^(\w+=\S+ )+/, '')
  return needs.find(([begins]) => begins.test(words))?.[1](guide) ?? 'nothing'
}

/** What the whole step needs; a step whose commands need different things is to be two. */
export function needOfStep(step: Step, guide: Guide): Need {
  const commands = step.does.filter(isCommand)
  const all = new Set(commands.map(({ text }) => needOf(text, guide)))
  if (all.size > 1) throw new Error(`step ${step.number} mixes what needs ${[...all].join(' and ')}`)
  const [need] = all
  return need ?? (step.does.length === 0 ? 'portal' : 'nothing')
}

/** The line of a guide that says what of it was run. */
export function whatWasRun(name: GuideName): string {
  const guide = guideOf(name)
  const steps = stepsOf(name)
  const having = (need: Need): readonly number[] =>
    steps.filter((step) => needOfStep(step, guide) === need).map(({ number }) => number)
  const beside = guide.packages === undefined ? '' : `, and ${guide.packages} is reached`
  const seen = guide.seen === undefined ? 'nobody has run them yet' : `seen on ${guide.seen}`
  const ran = [
    statement(having('nothing'), 'in every run of the tests, on the embedded tenant'),
    statement(
      having('cli'),
      `where there is a Pulumi CLI (${seen}); the embedded engine has no stacks to make`,
    ),
    statement(having('host'), `where there is a Pulumi CLI with \`${guide.host ?? ''}\`${beside} (${seen})`),
    statement(
      having('service'),
      `where there is a Pulumi CLI, against a stand-in for Pulumi Cloud (${seen})`,
    ),
  ].filter((text) => text !== '')
  const not = [
    statement(having('registry'), '(it asks a registry for what the tests have already)'),
    statement(having('account'), '(they need an account of Pulumi Cloud)'),
    statement(having('portal'), '(done in a browser)'),
  ].filter((text) => text !== '')
  return `> Run by tests: ${ran.join('; ')}.${not.length === 0 ? '' : ` Not run: ${not.join('; ')}.`}`
}

function statement(steps: readonly number[], how: string): string {
  if (steps.length === 0) return ''
  const [last, ...others] = steps.toReversed()
  const before = others.toReversed().join(', ')
  return `${steps.length === 1 ? 'step' : 'steps'} ${before}${before === '' ? '' : ' and '}${last} ${how}`
}
