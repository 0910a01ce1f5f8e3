import { ConfigurationError } from '../config/problem.ts'
import isAuditCharter from '../schemas/compiled/is-audit-charter.cjs'
import type { AuditCharter } from '../schemas/audit-charter.ts'
import type { SourceChoice } from '../model/source.ts'
import { namesOfStack, type Stack } from '../rules/stack.ts'
import { sha256 } from '../snapshots/canonical-json.ts'
import type { Baggage } from './baggage.ts'

/** What an audit asks, in the words of whoever began it. */
interface Asked extends Pick<AuditCharter, 'version' | 'plan' | 'tenants' | 'cloud'> {
  readonly rules: string | undefined
  readonly source: SourceChoice | undefined
  readonly stack: Stack
}

export function charterOf({ rules, source, stack, ...asked }: Asked, baggage: Baggage): AuditCharter {
  return {
    format: 1,
    ...asked,
    rules: rules ?? null,
    source: source ?? null,
    stack: namesOfStack(stack),
    files: Object.fromEntries([...baggage].map(([path, text]) => [path, sha256(text)])),
  }
}

/** @throws ConfigurationError for one that another version has made, or nobody of ours */
export function charterFrom(value: unknown): AuditCharter {
  if (isAuditCharter(value)) return value
  throw new ConfigurationError([
    'the queue holds an audit that this version cannot read; use the same version of mfa-gate for the workers and for starting audits',
  ])
}

/** The texts by the digests that the charter names them by. */
export function textsOf({ files }: AuditCharter, baggage: Baggage): ReadonlyMap<string, string> {
  return new Map([...baggage].map(([path, text]) => [files[path] ?? sha256(text), text]))
}

/** @throws ConfigurationError when a text is not the one that the charter was made with */
export function checkedBaggage({ files }: AuditCharter, texts: ReadonlyMap<string, string>): Baggage {
  return new Map(
    Object.entries(files).map(([path, digest]) => {
      const text = texts.get(digest)
      if (text === undefined || sha256(text) !== digest) {
        throw new ConfigurationError([
          `${path} of the audit in the queue has changed since the audit started; start the audit again`,
        ])
      }
      return [path, text]
    }),
  )
}
