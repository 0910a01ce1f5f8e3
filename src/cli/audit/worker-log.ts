import { logLine } from '../../report/plain.ts'
import type { Effects } from '../effects.ts'

export const logFormats = ['text', 'json'] as const
export type LogFormat = (typeof logFormats)[number]

/** What a worker tells of itself, each as one line on stderr; nothing in it is a secret or names a user. */
export type WorkerEvent =
  | {
      readonly event: 'worker-started'
      readonly queue: string
      readonly concurrency: number
      readonly version: string
    }
  | { readonly event: 'audit-taken'; readonly audit: string; readonly tenants: number }
  | {
      readonly event: 'secrets-missing'
      readonly audit: string
      readonly missing: number
      readonly names: readonly string[]
    }
  | {
      readonly event: 'tenant-started'
      readonly audit: string
      readonly tenant: string
      readonly begun: number
    }
  | {
      readonly event: 'tenant-finished'
      readonly audit: string
      readonly tenant: string
      readonly outcome: string
      readonly milliseconds: number
    }
  | { readonly event: 'tenant-repeated'; readonly audit: string; readonly tenant: string }
  | {
      readonly event: 'tenant-given-up'
      readonly audit: string
      readonly tenant: string
      readonly begun: number
    }
  | { readonly event: 'database-problem'; readonly problem: string }
  | { readonly event: 'worker-stopping'; readonly because: 'signal' | 'nothing-left' | 'unfit' }
  | { readonly event: 'worker-stopped'; readonly finished: number }

export type WorkerLog = (event: WorkerEvent) => void

export function workerLog({ stderr, now }: Pick<Effects, 'stderr' | 'now'>, format: LogFormat): WorkerLog {
  return ({ event, ...fields }) => {
    const at = now().toISOString()
    stderr.write(
      format === 'json'
        ? `${JSON.stringify({ at, event, ...fields })}\n`
        : `${logLine(`${at} ${event}${textOf(fields)}`)}\n`,
    )
  }
}

function textOf(fields: Readonly<Record<string, unknown>>): string {
  return Object.entries(fields)
    .map(([name, value]) => ` ${name}=${Array.isArray(value) ? value.join(',') : String(value)}`)
    .join('')
}
