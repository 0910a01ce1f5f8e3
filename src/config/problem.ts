/** Something wrong with what the user gave the gate: each problem one sentence saying what, where, and what to do. */
export class ConfigurationError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    const listed = problems.length > most + 1 ? [...problems.slice(0, most), more(problems.length)] : problems
    super(listed.join('\n'))
    this.name = 'ConfigurationError'
    this.problems = listed
  }
}

/** As many as somebody reads at once; a wrong program can write a document in which everything is wrong. */
const most = 20

/** The first of the problems, which are to be told each, and the number of the others as the last one. */
export function firstProblems<T>(all: readonly T[], last: (sentence: string) => T): readonly T[] {
  return all.length > most ? [...all.slice(0, most), last(more(all.length))] : all
}

function more(all: number): string {
  return `and ${(all - most).toLocaleString('en-US')} more problems; correct these first`
}
