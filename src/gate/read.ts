import type { Environment } from '../config/environment.ts'
import type { AppTurns } from '../graph/app-turns.ts'
import type { Pacing } from '../graph/pace.ts'
import type { Watch } from '../graph/sources-request.ts'
import { intolerable } from '../model/clock.ts'
import { attempt, type CouldNotRead } from '../model/could-not-read.ts'
import type { Inquiry } from '../model/inquiry.ts'
import { onlyInCountReport } from '../model/source.ts'
import { ofStandIn, type TenantReading, unread } from '../model/tenant-reading.ts'
import type { Undetermined } from '../model/undetermined.ts'
import type { TokenClaims } from '../schemas/token-claims.ts'
import { Deadline } from '../wire/deadline.ts'
import { proxyFor } from '../wire/proxy-choice.ts'
import type { ClockWatch } from '../wire/clock-watch.ts'
import { appTurn } from './app-turn.ts'
import { openTenantCredential, type SignInAccess, signInToTenant } from './session.ts'
import type { TenantSignIn } from './tenant-sign-in.ts'

/** Where and how a tenant is read. */
export interface Access extends Omit<SignInAccess, 'choice'>, Omit<Watch, 'onFailure'> {
  /** Looked up when the tenant is read; undefined: as the environment says. @throws CouldNotRead */
  readonly signIn?: (() => TenantSignIn) | undefined
  /** Counts the requests of an app over all tenants that it reads; undefined: nobody does. */
  readonly turns?: AppTurns | undefined
  /** Asked once somebody has signed in: answers the numbers that another run has read, or reads. @throws CouldNotRead */
  readonly through?:
    ((claims: TokenClaims, read: () => Promise<TenantReading>) => Promise<TenantReading>) | undefined
  /** Sees the error whose reason becomes the reading, with its causes; these may hold secrets of that environment. */
  readonly onFailure?: ((error: CouldNotRead, environment: Environment) => void) | undefined
}

/**
 * Signs in and reads the tenant's counts within the deadline; nothing where nothing is asked. What cannot be read is a
 * value; only defects and the interrupt throw.
 */
export async function readTenant(inquiry: Inquiry, access: Access): Promise<TenantReading> {
  if (inquiry.questions.length === 0) return []
  const { settings, environment, signIn, onFailure, turns, interrupt } = access
  const who = await attempt(
    () => signIn?.() ?? { choice: undefined, environment },
    // Before a secret of its own has been looked up.
    (error) => onFailure?.(error, {}),
  )
  const readings =
    'reason' in who
      ? unread(who.reason)
      : await readAs(inquiry, {
          ...{ ...access, ...who.value },
          turn: turns && (await appTurn({ turns, cloud: settings.cloud, interrupt, ...who.value })),
          onFailure: (error) => onFailure?.(error, who.value.environment),
        })
  return settings.simulatedTenant === undefined ? readings : ofStandIn(readings)
}

type SignedAccess = SignInAccess & Watch & Pick<Pacing, 'turn'> & Pick<Access, 'through'>

async function readAs(inquiry: Inquiry, access: SignedAccess): Promise<TenantReading> {
  const { settings, interrupt, onFailure, turn, through, waiting } = access
  const refused = absentIn(settings, inquiry)
  if (refused !== undefined) return unread(refused)
  const proxy = proxyFor(settings.simulatedTenant ?? settings.cloud.authority, access.environment)
  const deadline = new Deadline(settings.time.deadlineMs, interrupt, proxy, waiting)
  try {
    const opened = await attempt(() => openTenantCredential(access, deadline), onFailure)
    if ('reason' in opened) return unread(opened.reason)
    const came = await attempt(async () => {
      const session = await signInToTenant(opened.value)
      const { readFromGraph } = await import('../graph/read-from-graph.ts')
      const read = () => readFromGraph({ ...session, turn }, inquiry, settings, deadline, access)
      return through === undefined ? read() : through(session.claims, read)
    }, onFailure)
    return timed(opened.value.clock, 'value' in came ? came.value : unread(came.reason))
  } finally {
    deadline.release()
  }
}

/** Told before signing in: a cloud without the report would answer with a 400 that explains nothing. */
function absentIn(
  { cloud }: SignInAccess['settings'],
  { source, questions }: Inquiry,
): Undetermined | undefined {
  const needed = source === 'registrationCounts' || questions.every(onlyInCountReport)
  return needed && !cloud.hasCountReport ? { code: 'report-not-in-cloud', cloud: cloud.title } : undefined
}

/** Login and Graph tell the time also where no numbers came of asking them, and a waiver may cover that. */
function timed(clock: ClockWatch, readings: TenantReading): TenantReading {
  const aheadMs = intolerable(clock.aheadMs)
  if (aheadMs === undefined) return readings
  return readings.map((one) =>
    one.reading.kind === 'undetermined' ? { ...one, reading: { ...one.reading, aheadMs } } : one,
  )
}
