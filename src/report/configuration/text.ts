import { amount } from '../../model/count.ts'
import type { ConfigurationReport } from '../../schemas/configuration-report.ts'
import { logLine } from '../plain.ts'
import type { ConfigurationOutcome, ConfigurationFinding, ReviewedFile } from './review.ts'

/** A line for each file, and one with its place for each thing found in it. */
export function renderText({ files, rules, outcome }: ConfigurationReport): string {
  return `${[...files.flatMap(fileLines), logLine(`${outcomeWords[outcome]}: ${tally(files)}. Rules: ${rules}.`)].join('\n')}\n`
}

const outcomeWords: Readonly<Record<ConfigurationOutcome, string>> = {
  weakened: 'Refused',
  unreadable: 'Could not be read',
  undetermined: 'Could not determine',
  passed: 'Passed',
}

const fileWords: Readonly<Record<ConfigurationOutcome, string>> = {
  weakened: '✗ asks for less than the rules',
  unreadable: '✗ cannot be read',
  undetermined: '? depends on what cannot be seen from here',
  passed: '✓ asks for no less than the rules',
}

function fileLines({ file, version, outcome, findings }: ReviewedFile): readonly string[] {
  const of = version === null ? '' : ` (version ${version})`
  const [sign = '', ...words] = fileWords[outcome].split(' ')
  return [
    logLine(`${sign} ${file}${of} ${words.join(' ')}`),
    ...findings.map((one) => `  ${placed(file, one)}`),
  ]
}

/** `file:3 (/path): sentence`, which can stand alone. */
export function placed(file: string, { line, path, message }: ConfigurationFinding): string {
  const place = `${file}${line === null ? '' : `:${line}`}${path === null ? '' : ` (${path})`}`
  return logLine(`${place}: ${message}`)
}

function tally(files: readonly ReviewedFile[]): string {
  const bad = files.filter(({ outcome }) => outcome !== 'passed').length
  return bad === 0 ? amount(files.length, 'file') : `${bad} of ${amount(files.length, 'file')}`
}
