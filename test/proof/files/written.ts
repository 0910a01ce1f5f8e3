import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { unzipSync } from 'fflate'

/** Something that the gate writes, at a place that a user names. */
export interface Written {
  readonly what: string
  /** The command that writes to `out`. */
  readonly args: (out: string) => readonly string[]
  readonly environment?: (out: string) => Readonly<Record<string, string>>
  /** What is written beside a file, by what is added to its name. */
  readonly beside?: readonly string[]
  readonly isWhole: (file: string) => boolean
  /** What becomes of somebody else's file that the user names: replaced or added to, as the option says; or left. */
  readonly foreign: 'replaced' | 'added to' | 'left'
  /** Taken away when a command begins, so that nobody takes what an earlier one said for the answer of this one. */
  readonly fresh?: true
  /** What a run comes to that cannot write it: it fails, or says so and judges all the same. */
  readonly unwritten: 'fails' | 'says so'
}

const fails = { foreign: 'replaced', unwritten: 'fails' } as const

const report = (format: string, isWhole: (file: string) => boolean): Written => ({
  what: `report: ${format}`,
  args: (out) => ['check', '--format', `${format}=${out}`],
  isWhole,
  fresh: true,
  ...fails,
})

export const written: readonly Written[] = [
  report('json', isJson),
  report('sarif', isJson),
  report('html', endsWith('</html>')),
  report('junit', endsWith('</testsuites>')),
  report('csv', endsWith('\n')),
  { what: 'snapshot', args: (out) => ['snapshot', '--output', out], isWhole: isJson, ...fails },
  {
    what: 'evidence bundle',
    args: (out) => ['evidence', '--output', out],
    isWhole: isZip,
    ...fails,
  },
  {
    what: 'list of users',
    args: (out) => ['check', '--list', out, '--format', 'json'],
    isWhole: (file) => readFileSync(file, 'utf8').trimEnd().split('\n').length === 5,
    ...fails,
  },
  {
    // A ratio that cannot be recorded is told, and the answer stands.
    what: 'recorded ratio',
    args: (out) => ['check', '--baselines', out, '--rules', 'no-drop.yaml'],
    beside: ['.lock'],
    isWhole: isJson,
    foreign: 'left',
    unwritten: 'says so',
  },
  {
    what: 'history (SQLite)',
    args: (out) => ['check', '--history', out],
    beside: ['-wal', '-shm', '-journal'],
    isWhole: isDatabase,
    foreign: 'left',
    unwritten: 'fails',
  },
  {
    what: 'export of a history',
    args: (out) => ['history', 'export', '--history', 'kept.db', '--format', 'csv', '--output', out],
    isWhole: endsWith('\n'),
    ...fails,
  },
  {
    what: 'pages of an audit',
    args: (out) => ['audit', '--history', 'audits.db', '--format', `html=${out}`],
    fresh: true,
    isWhole: endsWith('</html>'),
    ...fails,
  },
  {
    what: 'bundles of an audit',
    args: (out) => ['audit', '--history', 'audits.db', '--evidence', out],
    isWhole: (file) => (file.endsWith('.zip') ? isZip(file) : endsWith('\n')(file)),
    ...fails,
  },
  {
    what: 'starting rules',
    args: (out) => ['rules', 'init', out],
    isWhole: (file) => /^ +enforcement: mandatory/m.test(readFileSync(file, 'utf8')),
    foreign: 'left',
    unwritten: 'fails',
  },
  {
    what: 'summary of a GitHub step',
    args: () => ['check', '--format', 'github'],
    environment: (out) => ({ GITHUB_STEP_SUMMARY: out }),
    isWhole: endsWith('\n'),
    foreign: 'added to',
    unwritten: 'fails',
  },
]

/** The rules of `args`, in the folder where it is run. */
export const rulesOfDrops =
  'rules: [{id: enough, measure: mfaRegistered, minimum: 50%, noDropMoreThan: 5%}]\n'

function isJson(file: string): boolean {
  return succeeds(() => JSON.parse(readFileSync(file, 'utf8')))
}

function isZip(file: string): boolean {
  return succeeds(() => unzipSync(readFileSync(file)))
}

function endsWith(end: string): (file: string) => boolean {
  return (file) => {
    const text = readFileSync(file, 'utf8')
    return text.endsWith(end) || text.trimEnd().endsWith(end)
  }
}

/** Opened as the next run would, which takes over what a killed one has left in its journal. */
function isDatabase(file: string): boolean {
  return succeeds(() => {
    using database = new DatabaseSync(file)
    const [row] = database.prepare('pragma integrity_check').all()
    const [{ kept } = { kept: 0 }] = database.prepare('select count(*) as kept from mfa_gate_report').all()
    if (row?.['integrity_check'] !== 'ok' || Number(kept) < 1)
      throw new TypeError(`${basename(file)} is damaged`)
  })
}

function succeeds(work: () => unknown): boolean {
  try {
    work()
    return true
  } catch {
    return false
  }
}
