import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { projectDirectory } from '../support/run-process.ts'

/** A file of a pipeline, ours or out of a page of docs. */
export interface Recipe {
  /** Where it belongs, as its first line in the documentation says. */
  readonly path: string
  readonly text: string
}

type Page = 'docs/ci.md' | 'docs/audit.md' | `docs/guides/${'github' | 'azure-pipelines' | 'gitlab'}.md`

/** The YAML blocks of a page. */
export function documented(name: Page = 'docs/ci.md'): readonly Recipe[] {
  const page = readFileSync(join(projectDirectory, name), 'utf8')
  return [...page.matchAll(/^```yaml\n# (.+)\n([^]*?)^```$/gm)].map(([, path = '', text = '']) => ({
    path,
    text,
  }))
}

export function ours(path: string): Recipe {
  return { path, text: readFileSync(join(projectDirectory, path), 'utf8') }
}

/** A recipe of a page by its path. */
export function recipe(path: string, page: Page = 'docs/ci.md'): Recipe {
  const found = documented(page).find((one) => one.path === path)
  if (found === undefined) throw new Error(`${page} has no ${path}`)
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

interface Job {
  readonly steps: readonly Step[]
  readonly env?: Readonly<Record<string, string>>
}

interface Pipeline {
  readonly jobs?: Readonly<Record<string, Job>>
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

/** The variables of one job, with `${{ … }}` filled in from `context`; what is not in there is left empty. */
export function jobEnvironment(
  { text }: Recipe,
  job: string,
  context: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const { env = {} } = (parse(text) as Pipeline).jobs?.[job] ?? {}
  const fill = (value: string): string =>
    value.replaceAll(/\$\{\{ *(\S+) *\}\}/g, (_, name: string) => context[name] ?? '')
  return Object.fromEntries(Object.entries(env).map(([name, value]) => [name, fill(value)]))
}
