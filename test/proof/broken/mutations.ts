/** A build that is broken on purpose, and the proof that has to turn red by it. */
export interface Mutation {
  readonly what: string
  readonly proof: 'faults' | 'fuzz' | 'files' | 'fleet' | 'speed'
  /** Of the proof, which is green with them on the build as it is. */
  readonly args: readonly string[]
  readonly file: string
  /** Stands there once. */
  readonly from: string
  readonly to: string
  /** What the proof says. */
  readonly red: RegExp
}

const seed = ['--seed', '20261126', '--no-write']

export const mutations: readonly Mutation[] = [
  {
    what: 'a missing cap: a body may unfold to any size',
    proof: 'faults',
    args: ['--only', '^report:(gzip-bomb|brotli-bomb)$', '--previews', '0', '--workers', '2', '--no-write'],
    file: 'src/wire/read-body.ts',
    from: 'await decode(bytes, { maxOutputLength: limitBytes })',
    to: 'await decode(bytes, { maxOutputLength: 2 ** 31 })',
    red: /report:(?:gzip|brotli)-bomb by check: /,
  },
  {
    what: 'a swallowed error: one in an answer of status 200 is passed over',
    proof: 'faults',
    args: ['--only', ':error-in-200$', '--previews', '0', '--workers', '2', '--no-write'],
    file: 'src/graph/json-body.ts',
    from: "if (typeof body === 'object' && body !== null && 'error' in body) {",
    to: "if (typeof body === 'object' && body === null) {",
    red: /report:error-in-200 by check: it says/,
  },
  {
    what: 'a wrong rounding: percents are rounded up to the next five before they are compared',
    proof: 'fuzz',
    args: ['--only', '^count report$', '--minutes', '0.3', ...seed],
    file: 'src/model/ratio.ts',
    from: 'return BigInt(count) * whole >= minimum.scaled * BigInt(population)',
    to: 'return BigInt(Math.ceil((count * 20) / population) * 5) * whole >= minimum.scaled * 100n',
    red: /count report: (?:Error: )?it passes, and the oracle does not grant it/,
  },
  {
    what: 'a quadratic regular expression: spaces before a time',
    proof: 'fuzz',
    args: ['--only', '^environment$', '--minutes', '0.05', ...seed],
    file: 'src/model/duration.ts',
    from: '.exec(text.trim()) ?? []',
    to: ".exec(text.replace(/\\s+$/, '').trim()) ?? []",
    red: /environment, a long time: it (?:takes|grows)/,
  },
  {
    what: 'links that are followed: what is a link is not refused',
    proof: 'files',
    args: ['--only', '^snapshot$', '--how', 'symbolic link', '--no-write'],
    file: 'src/io/target.ts',
    from: 'if (other === undefined) return\n',
    to: 'if (other !== "it is a directory") return\n',
    red: /snapshot, a symbolic link to a foreign file .*: it was not refused/,
  },
  {
    what: 'half a file: written in place, and not beside it',
    proof: 'files',
    args: ['--only', '^snapshot$', '--how', 'full$|may not grow', '--no-write'],
    file: 'src/io/draft.ts',
    from: 'this.#path = join(folder, draftName())',
    to: 'this.#path = target; if (!this.#keeping) rmSync(target, { force: true })',
    red: /snapshot, .*: (?:half a|no) file/,
  },
  {
    what: 'somebody else’s file: tables are made in any database',
    proof: 'files',
    args: ['--only', 'SQLite', '--how', 'a database of somebody else', '--no-write'],
    file: 'src/history/sqlite/open-sqlite.ts',
    from: '    refuseForeign(database)\n',
    to: '',
    red: /history \(SQLite\), a database of somebody else .*: it was changed/,
  },
  {
    what: 'no jitter: who is refused comes back as early as it may',
    proof: 'fleet',
    args: ['--checks', '24', '--timeouts', '3m', '--no-write'],
    file: 'src/wire/retry-timing.ts',
    from: 'return Math.round(Math.min(least + random * spread, room))',
    to: 'return Math.round(Math.min(asked ?? least + 0 * random * spread, room))',
    red: /fleet: \d+ fleets of 24 checks, [1-9]\d* not as demanded/,
  },
  {
    what: 'a slow start: a quarter of a second before a command begins',
    proof: 'speed',
    args: ['--only', '^check$', '--rounds', '0.3', '--guard'],
    file: 'src/cli/main.ts',
    from: 'const output = watchOutput(stdout, stderr)',
    to: 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250)\n  const output = watchOutput(stdout, stderr)',
    red: /✗ `check` on the count report: .* a bare script/,
  },
]
