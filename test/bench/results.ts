import { mkdirSync, writeFileSync } from 'node:fs'
import { arch, cpus, platform, totalmem } from 'node:os'
import { join } from 'node:path'
import { drawChart } from './chart.ts'

export interface Result {
  readonly id: string
  readonly title: string
  readonly users: number
  readonly requests: number
  readonly wallMs: number
  readonly cpuMs: number
  readonly peakBytes: number
}

const directory = join(import.meta.dirname, '../../docs/bench')

/** Writes JSON, Markdown and, with `tools`, the folder where vega is installed, the chart. */
export async function writeResults(
  results: readonly Result[],
  rounds: number,
  tools: string | undefined,
): Promise<void> {
  mkdirSync(directory, { recursive: true })
  const machine = {
    cores: cpus().length,
    cpu: cpus()[0]?.model ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${arch()}`,
    node: process.version,
  }
  const document = { measuredAt: new Date().toISOString(), rounds, machine, results }
  writeFileSync(join(directory, 'paging.json'), `${JSON.stringify(document, undefined, 2)}\n`)
  writeFileSync(join(directory, 'paging.md'), markdown(document))
  if (tools !== undefined) await drawChart(results, tools, join(directory, 'paging.svg'))
}

interface BenchDocument {
  readonly measuredAt: string
  readonly rounds: number
  readonly machine: Readonly<Record<string, string | number>>
  readonly results: readonly Result[]
}

function markdown({ measuredAt, rounds, machine, results }: BenchDocument): string {
  const { cores, cpu, memoryGb, system, node } = machine
  const rows = results.map((result) => {
    const bare = results.find(({ id, users }) => id === 'bare-fetch' && users === result.users)
    const ratio = (of: (one: Result) => number) =>
      bare === undefined ? '–' : (of(result) / of(bare)).toFixed(2)
    return [
      result.users.toLocaleString('en'),
      result.title,
      String(result.requests),
      `${(result.wallMs / 1_000).toFixed(2)} s`,
      ratio(({ wallMs }) => wallMs),
      `${(result.cpuMs / 1_000).toFixed(2)} s`,
      `${Math.round(result.peakBytes / 1e6).toLocaleString('en')} MB`,
      ratio(({ peakBytes }) => peakBytes),
    ]
  })
  const head = ['users', 'read by', 'requests', 'wall', 'wall ÷ (a)', 'CPU', 'peak memory', 'peak ÷ (a)']
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return `# How fast, and with how much memory, a tenant's users are read

Written by \`npm run bench\` on ${measuredAt.slice(0, 10)}: ${cores} cores (${cpu}), ${memoryGb} GB, ${system}, Node ${node}; the
embedded tenant runs on the same machine, over TLS, without quota and without compression. Each reader is a process of
its own, from start to end, sign-in included; ${rounds} rounds, all in turn; wall and CPU are medians, memory is the highest.
Against Microsoft the quota of 5 requests per 10 s decides the time for all of them: 200 s for 100,000 users.

![Wall time and peak memory by number of users](paging.svg)

${line(head)}
${line(head.map((_, index) => (index === 1 ? '---' : '---:')))}
${rows.map(line).join('\n')}

(a) follows next links with \`fetch\`, takes whole rows, counts one flag and checks nothing. (a2) asks for that flag alone.
(b) is \`PageIterator\` of \`@microsoft/microsoft-graph-client\`. (c) is \`m365 entra user registrationdetails list\` of
\`@pnp/cli-microsoft365\`, whose first request is redirected to the embedded tenant. Ours asks for id and flag, validates every
page, and remembers every id to find duplicates. (a), (a2) and (b) are plain scripts that sign in by one request of their own;
ours and (c) sign in with Microsoft's library, which at 10,000 users is a large part of their time.

The goal is 0.8 of the time of (a) and 130 MB at most, at every size.
`
}
