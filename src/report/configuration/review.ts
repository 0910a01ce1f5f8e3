import type { Excepted } from '../../rules/configuration/exceptions.ts'
import type { PolicyFile } from '../../rules/configuration/policy-file.ts'
import type { Weakening } from '../../rules/configuration/weakening.ts'
import { type ConfigurationReport, configurationOutcomes } from '../../schemas/configuration-report.ts'
import { oneLine } from '../plain.ts'
import { sentence } from '../sentence.ts'
import { environmentsSentence, exceptedSentence, unknownSentence, weakeningSentence } from './sentences.ts'

export type ReviewedFile = ConfigurationReport['files'][number]
export type ConfigurationFinding = ReviewedFile['findings'][number]
export type ConfigurationOutcome = ConfigurationReport['outcome']

/** The name of a file from the top of the repository; undefined for what lies outside. */
export type Placed = (file: string) => string | undefined

/** What was found in one file, or why it could not be read. */
export type Review = ReadReview | { readonly file: string; readonly problems: readonly string[] }

interface ReadReview {
  readonly file: string
  readonly read: PolicyFile
  readonly weakenings: readonly Weakening[]
  readonly excepted: readonly Excepted[]
  /** Names that the pack has no policy of, and which may have been meant. */
  readonly unknown: readonly { readonly name: string; readonly meant: string }[]
}

interface Head {
  readonly reviewedAt: string
  /** Where the rules come from, for people. */
  readonly rules: string
  /** Of the gate. */
  readonly version: string
}

/** The published shape, which every format renders. */
export function configurationReportOf(
  reviews: readonly Review[],
  { reviewedAt, rules, version }: Head,
): ConfigurationReport {
  const files = reviews.map((review) => fileOf(review, rules))
  return {
    version: 1,
    tool: { name: 'entra-mfa-gate', version },
    reviewedAt,
    rules,
    outcome: gravest(files.map(({ outcome }) => outcome)),
    files,
  }
}

function fileOf(review: Review, rules: string): ReviewedFile {
  if ('problems' in review) {
    const findings = review.problems.map((problem) => unreadable(review.file, problem))
    return { file: review.file, version: null, outcome: 'unreadable', findings }
  }
  const findings = foundIn(review, rules)
  return { file: review.file, version: review.read.version, outcome: outcomeOf(findings), findings }
}

/** Problems of a text begin with their place. */
function unreadable(file: string, problem: string): ConfigurationFinding {
  const rest = problem.startsWith(`${file}:`) ? problem.slice(file.length) : problem
  const [, line, path, what = rest] = /^:(\d+):\d+(?: \(([^)]*)\))?: (.*)$/s.exec(rest) ?? []
  return {
    ...{ code: 'unreadable', level: 'error', policy: null, path: path ?? null },
    line: line === undefined ? null : Number(line),
    message: sentence(oneLine(what.replace(/^: /, ''))),
  }
}

function foundIn({ read, weakenings, excepted, unknown }: ReadReview, rules: string): ConfigurationFinding[] {
  const at = placeIn(read)
  const weakened = weakenings.map((one): ConfigurationFinding => {
    const { code, policy, path } = one
    return { code, level: 'error', policy, ...at(path), message: weakeningSentence(one, rules) }
  })
  const exceptions = excepted.map((one): ConfigurationFinding => {
    const { policy, path, answer } = one
    return { ...weightOf(answer), policy, ...at(path), message: exceptedSentence(one, rules) }
  })
  const environments = [read.environments]
    .filter(({ length }) => length > 0)
    .map((names): ConfigurationFinding => {
      const message = environmentsSentence(names)
      return { code: 'environments', level: 'warning', policy: null, ...at(['environments']), message }
    })
  const others = unknown.map(({ name, meant }): ConfigurationFinding => {
    const policy = read.policies.get(name)
    const place = at(policy?.path ?? [])
    return {
      code: 'unknown-policy',
      level: 'note',
      policy: null,
      ...place,
      message: unknownSentence(name, meant, rules, policy?.level !== undefined),
    }
  })
  return [...weakened, ...exceptions, ...environments, ...others]
}

function weightOf({ kind }: Excepted['answer']): Pick<ConfigurationFinding, 'code' | 'level'> {
  if (kind === 'waived') return { code: 'excepted-and-waived', level: 'note' }
  if (kind === 'without-effect') return { code: 'exception-without-effect', level: 'note' }
  return { code: 'excepted', level: 'error' }
}

function placeIn({
  locate,
}: PolicyFile): (path: readonly string[]) => Pick<ConfigurationFinding, 'path' | 'line'> {
  return (path) => {
    const [line] = /\d+$/.exec(locate(path) ?? '') ?? []
    const place = `/${path.map((key) => oneLine(key).slice(0, 80)).join('/')}`
    return { path: place, line: line === undefined ? null : Number(line) }
  }
}

function outcomeOf(findings: readonly ConfigurationFinding[]): ConfigurationOutcome {
  if (findings.some(({ level }) => level === 'error')) return 'weakened'
  return findings.some(({ level }) => level === 'warning') ? 'undetermined' : 'passed'
}

function gravest(outcomes: readonly ConfigurationOutcome[]): ConfigurationOutcome {
  return configurationOutcomes.find((one) => outcomes.includes(one)) ?? 'passed'
}
