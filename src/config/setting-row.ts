import type { Environment } from './environment.ts'
import type { StackConfig } from './stack-config.ts'

/** What the parser of a setting may look at beside its text. */
export interface Given {
  /** What messages call the setting. */
  readonly name: string
  readonly environment: Environment
  /** The configuration of the stack that is deployed, where it is known whose it is. */
  readonly stack: StackConfig
  /** Whether this run stands beside the embedded tenant. */
  readonly simulated: boolean
}

/** One variable of the gate. `Member` is undefined for what a single command or the pack asks for by its name. */
export interface SettingRow<Member extends string | undefined, Value> {
  /** Its name among the `Settings` of every run. */
  readonly member?: Member
  /** Whether it names a file or a folder, which of two places a relative one could be meant from. */
  readonly isPath?: true
  readonly means: string
  readonly default: string
  /** The text is undefined where the variable is not set. @throws ConfigurationError */
  readonly parse: (text: string | undefined, given: Given) => Value
}

/** Keeps a row's own types, which `Settings` is made of. */
export function row<Value, const Member extends string | undefined = undefined>(
  given: SettingRow<Member, Value>,
): SettingRow<Member, Value> {
  return given
}
