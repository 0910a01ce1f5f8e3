/** One row of the README's table of operations. */
export interface Operation {
  readonly operation: string
  readonly asks: string
  /** `yes`, or why nobody has seen it. */
  readonly seen: string
}

/** Every operation of Pulumi that changes or judges something, and whether it asks the gate. */
export const operations = {
  preview: {
    operation: '`pulumi preview`, with `--target`, `--exclude`, `--refresh`, `--save-plan`',
    asks: 'yes; no plan is written when it is refused',
    seen: 'yes',
  },
  up: {
    operation: '`pulumi up`',
    asks: 'yes, in its preview and again in its update',
    seen: 'yes',
  },
  'up --skip-preview': {
    operation:
      '`pulumi up --skip-preview`, with `--target`, `--exclude`, `--target-replace`, `--continue-on-error`',
    asks: 'yes, before anything is created',
    seen: 'yes',
  },
  'up --plan': { operation: '`pulumi up --plan`', asks: 'yes, as `pulumi up` does', seen: 'yes' },
  'up --refresh': {
    operation: '`pulumi up --refresh`',
    asks: "yes; by Pulumi's source code, the refreshed state has been written by then",
    seen: 'yes',
  },
  analyze: {
    operation: "`pulumi policy analyze`, of a stack's state or an exported one",
    asks: 'yes',
    seen: 'yes',
  },
  'analyze, empty': {
    operation: '`pulumi policy analyze` of a state without resources',
    asks: '**no**: Pulumi says on stderr that there is nothing to analyze, starts no pack, and ends with 0',
    seen: 'yes',
  },
  'analyze, rootless': {
    operation: '`pulumi policy analyze` of a state without its root stack',
    asks: 'no rule can be asked, so the pack refuses it: could not determine',
    seen: 'yes',
  },
  'no pack': {
    operation: '`pulumi destroy`, `refresh`, `import`, `state …`, `stack import`',
    asks: '**no**: they take no `--policy-pack`',
    seen: 'yes',
  },
  'run program': {
    operation: '`pulumi destroy --run-program`, `pulumi refresh --run-program`',
    asks: '**no**; a policy group of Pulumi Cloud does, and then a refused stack cannot be destroyed either',
    seen: 'no: needs Pulumi Cloud; seen was only that they refuse `--policy-pack`',
  },
  remote: {
    operation: '`--remote` (Pulumi Deployments)',
    asks: '**no**; a policy group of Pulumi Cloud does',
    seen: 'no: needs Pulumi Cloud',
  },
  watch: {
    operation: '`pulumi watch` (gone since CLI 3.273)',
    asks: 'yes, with `--policy-pack`',
    seen: 'no: needs a file watcher that was not available',
  },
} as const satisfies Readonly<Record<string, Operation>>

/** The lines of the table in the README. */
export const operationTable: readonly string[] = Object.values(operations).map(
  ({ operation, asks, seen }) => `| ${operation} | ${asks} | ${seen} |`,
)
