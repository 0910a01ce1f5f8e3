import type { AuditTenant } from '../../audit/audit-tenant.ts'
import type { Access } from '../../gate/read.ts'
import { rowLine } from '../../report/audit/sentences.ts'
import { logLine } from '../../report/plain.ts'
import { type Report, titleOf } from '../../report/report.ts'
import type { Effects, Output } from '../effects.ts'

/** Shows how far an audit is. */
interface AuditProgress {
  started(tenant: AuditTenant): void
  /** What a long reading of this tenant tells its steps to. */
  readingOf(tenant: AuditTenant): Access['progress']
  ended(tenant: AuditTenant, row: Report | undefined): void
  stop(): void
}

/** Bars on a terminal; elsewhere a line for every tenant that is finished. */
export async function auditProgress(
  { stderr: stream, voice }: Pick<Effects, 'stderr' | 'voice'>,
  { total, done }: { readonly total: number; readonly done: number },
): Promise<AuditProgress> {
  if (voice === 'quiet') return silence
  return stream.isTTY === true ? bars(stream, total, done) : lines(stream, total, done)
}

const silence: AuditProgress = {
  started: () => undefined,
  readingOf: () => undefined,
  ended: () => undefined,
  stop: () => undefined,
}

function lines(stream: Output, total: number, done: number): AuditProgress {
  let finished = done
  return {
    started: () => undefined,
    readingOf: () => undefined,
    ended(_, row) {
      if (row === undefined) return
      finished += 1
      stream.write(`[${finished}/${total}] ${rowLine(row)}\n`)
    },
    stop: () => undefined,
  }
}

async function bars(stream: Output, total: number, done: number): Promise<AuditProgress> {
  const { default: progress } = await import('cli-progress')
  const multi = new progress.MultiBar({
    stream,
    clearOnComplete: true,
    hideCursor: true,
    gracefulExit: false,
    format: ' {bar} {what}',
    barsize: 20,
    barCompleteChar: '█',
    barIncompleteChar: '░',
  })
  let finished = done
  const sum = multi.create(total, done, { what: countOf(done, total) })
  const running = new Map<AuditTenant, ReturnType<typeof multi.create>>()
  return {
    started(tenant) {
      running.set(tenant, multi.create(1, 0, { what: labelOf(tenant) }))
    },
    readingOf:
      (tenant) =>
      ({ rows, pages }, expected = 0) => {
        const bar = running.get(tenant)
        bar?.setTotal(Math.max(expected, rows, 1))
        bar?.update(rows, { what: `${labelOf(tenant)}: ${rows} users, ${pages} pages` })
      },
    ended(tenant, row) {
      const bar = running.get(tenant)
      if (bar !== undefined) multi.remove(bar)
      running.delete(tenant)
      if (row === undefined) return
      finished += 1
      if (row.outcome !== 'passed') multi.log(`${rowLine(row)}\n`)
      sum.update(finished, { what: countOf(finished, total) })
    },
    stop: () => multi.stop(),
  }
}

/** A name may hold what a terminal would obey. */
function labelOf({ label }: AuditTenant): string {
  return logLine(titleOf(label))
}

function countOf(finished: number, total: number): string {
  return `${finished} of ${total} ${total === 1 ? 'tenant' : 'tenants'}`
}
