import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Result } from './results.ts'

interface Vega {
  parse(specification: unknown): unknown
  View: new (runtime: unknown, options: { renderer: 'none' }) => { toSVG(): Promise<string> }
}

interface VegaLite {
  compile(specification: unknown): { readonly spec: unknown }
}

/** Draws wall time and peak memory over the number of users with the vega that is installed in `tools`. */
export async function drawChart(results: readonly Result[], tools: string, file: string): Promise<void> {
  const require = createRequire(join(tools, 'package.json'))
  const load = async (name: string): Promise<unknown> => import(pathToFileURL(require.resolve(name)).href)
  const [vega, lite] = [(await load('vega')) as Vega, (await load('vega-lite')) as VegaLite]
  const { spec } = lite.compile(specification(results))
  const svg = await new vega.View(vega.parse(spec), { renderer: 'none' }).toSVG()
  writeFileSync(file, `${svg}\n`)
}

function specification(results: readonly Result[]): object {
  const values = results.map(({ title, users, wallMs, peakBytes }) => ({
    title,
    users,
    seconds: wallMs / 1_000,
    megabytes: peakBytes / 1e6,
  }))
  const panel = (field: string, title: string) => ({
    width: 320,
    height: 260,
    mark: { type: 'line', point: true },
    encoding: {
      x: { field: 'users', type: 'quantitative', scale: { type: 'log' }, title: 'users' },
      y: { field, type: 'quantitative', scale: { type: 'log' }, title },
      color: { field: 'title', type: 'nominal', title: 'read by' },
    },
  })
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    data: { values },
    config: { background: 'white' },
    hconcat: [panel('seconds', 'wall time in seconds'), panel('megabytes', 'peak memory in MB')],
  }
}
