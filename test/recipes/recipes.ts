import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { projectDirectory } from '../support/run-process.ts'

/** A file of a pipeline, ours or out of docs/ci.md. */
export interface Recipe {
  /** Where it belongs, as its first line in the documentation says. */
  readonly path: string
  readonly text: string
}

/** The YAML blocks of docs/ci.md. */
export function documented(): readonly Recipe[] {
  const page = readFileSync(join(projectDirectory, 'docs/ci.md'), 'utf8')
  return [...page.matchAll(/^```yaml\n# (.+)\n([^]*?)^```$/gm)].map(([, path = '', text = '']) => ({
    path,
    text,
  }))
}

export function ours(path: string): Recipe {
  return { path, text: readFileSync(join(projectDirectory, path), 'utf8') }
}

/** A recipe of docs/ci.md by its path. */
export function recipe(path: string): Recipe {
  const found = documented().find((one) => one.path === path)
  if (found === undefined) throw new Error(`docs/ci.md has no ${path}`)
  return found
}

/** The bash block of docs/ci.md under this heading. */
export function bashUnder(heading: string): string {
  const page = readFileSync(join(projectDirectory, 'docs/ci.md'), 'utf8')
  const section = page.slice(page.indexOf(`\n## ${heading}\n`))
  return /^```bash\n([^]*?)^```$/m.exec(section)?.[1] ?? ''
}

interface Step {
  readonly run?: string
  readonly script?: string
  readonly inputs?: { readonly inlineScript?: string }
}

interface Pipeline {
  readonly jobs?: Readonly<Record<string, { readonly steps: readonly Step[] }>>
  readonly steps?: readonly Step[]
  readonly runs?: { readonly steps: readonly Step[] }
  readonly 'mfa-gate'?: { readonly script: readonly string[] }
}

/** The shell steps of a pipeline in their order; of one job when it is named. */
export function shellSteps({ text }: Recipe, job?: string): readonly string[] {
  const pipeline = parse(text) as Pipeline
  const jobs = Object.entries(pipeline.jobs ?? {}).filter(([name]) => job === undefined || name === job)
  const steps = [
    ...jobs.flatMap(([, { steps }]) => steps),
    ...(pipeline.steps ?? []),
    ...(pipeline.runs?.steps ?? []),
  ]
  const scripts = steps.flatMap(({ run, script, inputs }) => run ?? script ?? inputs?.inlineScript ?? [])
  return [...scripts, ...(pipeline['mfa-gate']?.script ?? [])]
}
