import type * as NodeSqliteModule from 'node:sqlite'
import { ConfigurationError } from '../../config/problem.ts'

type NodeSqlite = typeof NodeSqliteModule

/**
 * The SQLite that Node brings. Node 22 and 24 call it experimental on standard error at each start; users can do
 * nothing about that line, so this one warning is left out.
 * @throws ConfigurationError
 */
export function loadNodeSqlite(): NodeSqlite {
  const { emitWarning } = process
  process.emitWarning = (warning: string | Error, ...rest: unknown[]) => {
    if (rest[0] === 'ExperimentalWarning' && String(warning).startsWith('SQLite')) return
    Reflect.apply(emitWarning, process, [warning, ...rest])
  }
  try {
    const module = builtinModule('node:sqlite')
    if (module !== undefined) return module
  } finally {
    process.emitWarning = emitWarning
  }
  throw new ConfigurationError([
    `a history in a file needs Node.js 22.13 or newer; this is ${process.versions.node}: update it, or keep the history in PostgreSQL`,
  ])
}

/** Undefined where Node has none, or hides it behind a flag; its types do not say so. */
function builtinModule(name: 'node:sqlite'): NodeSqlite | undefined {
  return process.getBuiltinModule(name)
}
