import type { AuditTenant } from '../../audit/audit-tenant.ts'
import type { Access } from '../../gate/read.ts'
import { amount, formatCount } from '../../model/count.ts'
import { rowLine } from '../../report/audit/sentences.ts'
import { logLine } from '../../report/plain.ts'
import { type Report, titleOf } from '../../report/report.ts'
import type { Effects, Output } from '../effects.ts'
import { aboutTime } from '../progress-words.ts'

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
    readingOf: (tenant) => (at, expected, outlook) => {
      const bar = running.get(tenant)
      bar?.setTotal(Math.max(expected ?? 0, at.rows, 1))
      bar?.update(at.rows, { what: `${labelOf(tenant)}: ${readWords(at, outlook)}` })
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
  return `${formatCount(finished)} of ${amount(total, 'tenant')}`
}

type Progress = Parameters<NonNullable<Access['progress']>>

function readWords({ rows, pages }: Progress[0], outlook: Progress[2]): string {
  const left = outlook === undefined || outlook.leftMs === 0 ? '' : `, ${aboutTime(outlook.leftMs)} left`
  return `${amount(rows, 'user')}, ${amount(pages, 'page')}${left}`
}
