/** What asks or shows, and changes neither resources nor state. What is not here, or not known, may change something. */
const changesNothing: ReadonlySet<string> = new Set([
  ...[
    'about',
    'config',
    'console',
    'convert',
    'env',
    'gen-completion',
    'help',
    'install',
    'login',
    'logout',
    'logs',
  ],
  ...[
    'new',
    'org',
    'package',
    'plugin',
    'policy',
    'pre',
    'preview',
    'project',
    'schema',
    'stack',
    'template',
  ],
  ...['version', 'whoami'],
])

/** Pulumi's flags for every operation that take a word of their own. */
const takesWord = /^(?:-C|--cwd|--color|--tracing|--profiling|--memprofilerate|-v|--verbose|--otel-traces)$/

/**
 * The operation of Pulumi that a command line would run and that may change something; undefined where none is to be
 * seen. Looks through launchers (`npx pulumi up`) and into scripts (`sh -c "pulumi up"`); what a program starts by itself
 * is left to the policy pack, which the engine tells.
 */
export function updatingOperation(command: readonly string[]): string | undefined {
  const words = command.flatMap((word) => word.split(/[\s;|&()'"`]+/)).filter((word) => word !== '')
  for (const [index, word] of words.entries()) {
    if (!isPulumi(word)) continue
    const operation = operationAfter(words.slice(index + 1))
    if (operation !== undefined && !isPulumi(operation) && !changesNothing.has(operation)) return operation
  }
  return undefined
}

function operationAfter(words: readonly string[]): string | undefined {
  const [first, ...rest] = words
  if (first === undefined) return undefined
  if (takesWord.test(first)) return operationAfter(rest.slice(1))
  return first.startsWith('-') ? operationAfter(rest) : first
}

function isPulumi(word: string): boolean {
  return /^pulumi(\.(exe|cmd|ps1|js))?$/i.test(word.split(/[\\/]/).at(-1) ?? '')
}
