import { compileFunction } from 'node:vm'
import { modulesOfHost, type Require } from './host.ts'

/** A module of the bundle, with what CommonJS gives it. */
type Body = (require: Require, module: Module, exports: object) => void

interface Module {
  exports: object
}

/** What the build puts into the one file of the pack. */
export interface PackFile {
  readonly require: NodeJS.Require
  readonly name: string
  /** Modules of every start, by name; the first of them starts the pack. */
  readonly started: Readonly<Record<string, Body>>
  /** The others: functions with nothing but a comment in them, which holds the module's text. */
  readonly kept: Readonly<Record<string, () => void>>
  /** Modules that the launcher may have loaded already; the kept module `own` has the pack's own copies. */
  readonly shared: readonly string[]
  /** The release of @pulumi/pulumi that the shared modules are at least to be of. */
  readonly oldest: string
}

/**
 * Starts the pack out of its one file. A module that not every start needs stands in a comment, over which V8 passes
 * without reading it; its text is asked of the function around it, so that the file may be replaced meanwhile.
 */
export function start(file: PackFile): void {
  const loaded = new Map<string, Module>()
  let shared: ReadonlyMap<string, unknown> | undefined
  const bodyOf = (name: string): Body | undefined => {
    const kept = file.kept[name]
    return kept === undefined ? file.started[name] : bodyIn(kept, `${file.name}#${name}`)
  }
  const load: Require = (id) => {
    const name = id.replace(/^\.\//, '')
    const known = loaded.get(name)
    if (known !== undefined) return known.exports
    if (file.shared.includes(name)) return sharedModules().get(name)
    if (name.startsWith(later)) return loadedLater(() => load(name.slice(later.length)) as WithDefault)
    const body = bodyOf(name)
    if (body === undefined) return file.require(id)
    const module: Module = { exports: {} }
    loaded.set(name, module)
    body(load, module, module.exports)
    return module.exports
  }
  const sharedModules = (): ReadonlyMap<string, unknown> =>
    (shared ??= modulesOfHost(file.require.main, file.shared, file.oldest) ?? ownModules())
  const ownModules = (): ReadonlyMap<string, unknown> =>
    new Map(Object.entries((load('own.js') as { readonly default: object }).default))
  load(Object.keys(file.started)[0] ?? '')
}

/** Before the name of a module that is to be loaded when something of it is first used. */
export const later = 'later/'

interface WithDefault {
  readonly default?: object
}

/** Stands for a library of functions, or for a module that is one function. */
function loadedLater(loadNow: () => WithDefault): object {
  const target = (): object => {
    const module = loadNow()
    return module.default ?? module
  }
  return new Proxy(() => undefined, {
    // What esbuild asks at the import.
    get: (_, key): unknown => (key === '__esModule' ? undefined : Reflect.get(target(), key)),
    apply: (_, self, given): unknown => Reflect.apply(target() as () => unknown, self, given),
  })
}

const [opening, closing] = ['{/*', '*/}'] as const

function bodyIn(kept: () => void, name: string): Body {
  const text = kept.toString()
  const inner = text.slice(text.indexOf(opening) + opening.length, text.lastIndexOf(closing))
  return compileFunction(inner.replaceAll('*~/', '*/'), ['require', 'module', 'exports'], {
    filename: name,
  }) as Body
}
