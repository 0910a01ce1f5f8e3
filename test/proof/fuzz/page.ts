import { machine, table } from '../table.ts'
import { type Fuzzed, longestMs } from './fuzz.ts'
import type { Grown } from './growth.ts'

/** docs/proof/fuzz.md */
export function fuzzPage(
  fuzzed: readonly Fuzzed[],
  grown: readonly Grown[],
  seed: number,
  minutes: number,
): string {
  const inputs = fuzzed.reduce((sum, one) => sum + one.inputs, 0)
  const rows = fuzzed.map((one) => {
    const shapes = grown.filter(({ target }) => target === one.target)
    const slowest = shapes.toSorted((a, b) => (b.ms.at(-1) ?? 0) - (a.ms.at(-1) ?? 0))[0]
    return [
      one.target,
      one.inputs.toLocaleString('en'),
      one.refused.toLocaleString('en'),
      one.passed.toLocaleString('en'),
      Math.round(one.slowestMs).toString(),
      String(shapes.length),
      slowest === undefined ? '–' : `${slowest.shape}: ${slowest.ms.map((ms) => ms.toFixed(0)).join(', ')}`,
      one.finding?.problem ?? 'nothing',
    ]
  })
  return `# Mutations of every input

Written by \`npm run proof:fuzz -- --minutes ${minutes} --seed ${seed}\` on ${new Date().toISOString().slice(0, 10)}: ${machine()}.

${inputs.toLocaleString('en')} inputs, each a sample with up to six changes of its bytes or of its structure. If the gate lets one pass, the pass must be confirmed by \`test/proof/fuzz/oracle.ts\`, which shares no code with the gate; if it refuses one, it must do so by an intended error, not by a defect; none may take more than ${longestMs.toLocaleString('en')} ms
of processor time. Each shape is tried at 60, 120 and 240 kB, and four times as much must not
take more than in proportion. What is found is made small, kept in \`test/fixtures/fuzz\`, and tried again by every \`npm test\`.

${table(['input', 'tried', 'refused by an error', 'passed and granted', 'slowest, ms', 'shapes', 'slowest shape, ms at 1×, 2×, 4×', 'found'], rows)}
`
}
