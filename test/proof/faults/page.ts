import { machine, table } from '../table.ts'
import { expectedOf } from './expected.ts'
import type { Met } from './prove.ts'
import { limits } from './prove.ts'
import { timeoutMs } from './meet.ts'

/** docs/proof/faults.md */
export function faultsPage(met: readonly Met[], minutes: number): string {
  const names = [...new Set(met.map(({ name }) => name))]
  const of = (name: string, way: Met['way']): Met | undefined =>
    met.find((one) => one.name === name && one.way === way)
  const rows = names.map((name) => {
    const [check, preview] = [of(name, 'check'), of(name, 'preview')]
    const expected = expectedOf(name)
    const wrong = [check, preview].some((one) => (one?.problems.length ?? 0) > 0)
    return [
      `\`${name}\``,
      `${wrong ? '✗ ' : ''}${expected?.outcome ?? '?'}`,
      [check, preview].map((one) => one?.exitCode ?? '–').join(' / '),
      check?.words.replace(/^[^:]+: /, '') ?? '',
      [check, preview]
        .map((one) => (one === undefined ? '–' : (one.milliseconds / 1_000).toFixed(1)))
        .join(' / '),
      [check, preview]
        .map((one) => (one?.megabytes === undefined ? '–' : Math.round(one.megabytes)))
        .join(' / '),
    ]
  })
  const count = (way: Met['way']): number => met.filter((one) => one.way === way).length
  const worst = (way: Met['way']): string | undefined => {
    const runs = met.filter((one) => one.way === way)
    if (runs.length === 0) return undefined
    const seconds = Math.max(...runs.map(({ milliseconds }) => milliseconds)) / 1_000
    const megabytes = Math.max(...runs.map((one) => one.megabytes ?? 0))
    return `at most ${seconds.toFixed(1)} s and ${Math.round(megabytes)} MB ${wayWords[way]}`
  }
  return `# What comes of every fault

Written by \`npm run proof:faults\` on ${new Date().toISOString().slice(0, 10)}, in ${minutes.toFixed(1)} minutes: ${machine()}.

The embedded tenant is below the minimum here, so any pass would be a false one; there is none. Each of the ${names.length} faults
was tried with \`mfa-gate check\` (${count('check')} runs), and ${previewWords(count('preview'))}.
The gate had ${timeoutMs / 1_000} s for sign-in, requests and retries. Times and memory of this run: ${[worst('check'), worst('preview')].filter((one) => one !== undefined).join('; ')}. The limits
are ${limits.checkMs / 1_000} s, ${limits.previewMs / 1_000} s and ${limits.megabytes} MB. What is expected is in \`test/proof/faults/answers.txt\`.

Anybody can try a fault: \`mfa-gate simulate --population 100 --registered 95 --fault report:hang -- mfa-gate check\`, also with \`--scenario\`
and \`--tenants\`; \`mfa-gate simulate --list-faults\` prints all of them. A fault that can happen at every place is tried in full at the login and
at the count report, and at the other places with one of each kind.

${table(['fault', 'outcome', 'exit code', 'says', 'seconds', 'MB'], rows)}
`
}

const wayWords = {
  check: 'for a check',
  preview: 'of the pack for a preview, whose time includes the start of engine, pack and program',
} as const

function previewWords(runs: number): string {
  return runs === 0
    ? 'with no preview in this run (`--previews all` tries them all; `npm test` tries some)'
    : `some faults of every answer with a preview by the policy pack on the embedded engine (${runs}; \`--previews all\` tries them all)`
}
