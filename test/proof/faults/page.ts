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
  const most = (way: Met['way'], value: (one: Met) => number): number =>
    Math.max(...met.filter((one) => one.way === way).map(value))
  return `# What comes of every fault

Written by \`npm run proof:faults\` on ${new Date().toISOString().slice(0, 10)}, in ${minutes.toFixed(1)} minutes: ${machine()}.

The embedded tenant is below the minimum here, so that a pass could only be a false one; there is none. Each of the ${names.length}
faults was met by \`mfa-gate check\` (${count('check')} runs), and of every answer some by a preview with the policy pack on the embedded
engine (${count('preview')}; \`--previews all\` takes every one). The gate had ${timeoutMs / 1_000} s for sign-in, requests and retries. Times and memory are
those of this run: at most ${(most('check', (one) => one.milliseconds) / 1_000).toFixed(1)} s and ${Math.round(most('check', (one) => one.megabytes ?? 0))} MB
for a check, ${(most('preview', (one) => one.milliseconds) / 1_000).toFixed(1)} s, start of engine, pack and program included, and ${Math.round(most('preview', (one) => one.megabytes ?? 0))} MB of the pack for a preview. The limits
are ${limits.checkMs / 1_000} s, ${limits.previewMs / 1_000} s and ${limits.megabytes} MB. What is expected stands in \`test/proof/faults/answers.txt\`.

Anybody can play a fault: \`mfa-gate simulate --population 100 --registered 95 --fault report:hang -- mfa-gate check\`, also with \`--scenario\`
and \`--tenants\`; \`mfa-gate simulate --list-faults\` prints all of them. A fault that can befall any place is proven at the login and
at the count report, and by one of each sort elsewhere.

${table(['fault', 'outcome', 'exit code', 'says', 'seconds', 'MB'], rows)}
`
}
