import { ConfigurationError } from '../config/problem.ts'
import type { NewAudit, QueuedAudit } from './audits.ts'
import type { Task, Work } from './queue.ts'
import type { AuditStanding, TenantStanding } from './tenants.ts'

/** The database does not do what it is asked, which may pass. */
export class DatabaseProblem extends ConfigurationError {}

/**
 * The queue between whoever begins audits and the workers who do them, in the database of the history. What goes wrong with
 * the database is a DatabaseProblem of one sentence, from any of these calls.
 */
export interface Fleet {
  /** Puts down what an audit asks, with the texts that it rests on. */
  put(audit: NewAudit): Promise<void>
  get(id: string): Promise<QueuedAudit | undefined>
  /** The audits of this queue that nobody has collected, the latest first. */
  open(): Promise<readonly string[]>
  /** All that an audit has brought. */
  remove(id: string): Promise<void>
  /** What is in the queue already, of the same round, stays as it is, so that repeating is harmless. */
  enqueue(tasks: readonly Task[], round: number): Promise<void>
  /** Takes tasks until the fleet is closed. */
  take(work: Work): Promise<void>
  /** Undefined when the audit has been collected. */
  begin(auditId: string, key: string): Promise<TenantStanding | undefined>
  standing(auditId: string): Promise<AuditStanding>
  /** The keys of an audit's tenants, in the order of their document. */
  planned(auditId: string): Promise<readonly string[]>
  /** Those that the history has no answer of. */
  unanswered(auditId: string): Promise<readonly Task[]>
  startOf(auditId: string): Promise<Date | undefined>
  /** How many tasks of this queue nobody has ended yet, of one audit or of all. */
  openTasks(auditId?: string): Promise<number>
  /** Whether the database does what it is asked; it throws where it does not. */
  ping(): Promise<void>
  /** How many processes are at work on this queue. */
  workers(): Promise<number>
  /** Gives out the turns of an app to all workers. */
  turns(spacing: { readonly apart: number; readonly behind: number }): {
    readonly take: (app: string) => Promise<number>
  }
  /** Waits for the tasks that have been begun. */
  close(): Promise<void>
}
