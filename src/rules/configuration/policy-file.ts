import type { PolicyConfig } from '../../schemas/policy-config.ts'
import type { SetLevel } from '../../schemas/policy-file.ts'
import type { Locate } from '../origin.ts'

/** A file for `--policy-pack-config`. */
export interface PolicyFile {
  readonly version: 1 | 2
  /** By policy; `all` is Pulumi's word for every one. */
  readonly policies: ReadonlyMap<string, ConfiguredPolicy>
  /** Environments of Pulumi ESC, which may configure policies as well. */
  readonly environments: readonly string[]
  readonly exceptions: readonly Exception[]
  readonly locate: Locate
}

/** What is said of one policy. */
export interface ConfiguredPolicy {
  readonly level?: SetLevel
  readonly levelPath?: readonly string[]
  readonly config: PolicyConfig
  readonly path: readonly string[]
}

/** Pulumi lets a violation through whose policy and URN stand in one entry; the pack does not see that. */
export interface Exception {
  readonly reason: string
  readonly entries: readonly ExceptionEntry[]
}

interface ExceptionEntry {
  readonly policies: readonly string[]
  /** URNs that violations are reported against. */
  readonly targets: readonly string[]
  readonly path: readonly string[]
}
