import { setTimeout as wait } from 'node:timers/promises'
import type { Cloud } from '../config/cloud.ts'
import type { Settings } from '../config/settings.ts'
import { type AppTurns, documentedAppPace, spacingOf, turnsOfProcess } from '../graph/app-turns.ts'
import type { TenantSignIn } from './tenant-sign-in.ts'

/** Under whose turns a tenant is read, and what ends the wait for one. */
interface Asking extends TenantSignIn {
  readonly turns: AppTurns
  readonly cloud: Cloud
  readonly interrupt: AbortSignal | undefined
}

/**
 * The turns of the app that signs in to a tenant. Tenants begin no faster than the app may ask, and the wait for that is
 * over before the time of the tenant begins: the quota of thousands is no fault of one of them. Each request takes its turn
 * when it is due, as sign-ins take longer or shorter. @throws the interrupt's reason
 */
export async function appTurn({
  turns,
  cloud,
  interrupt,
  ...signIn
}: Asking): Promise<() => Promise<number>> {
  const app = `${cloud.name}/${clientOf(signIn)}`
  const begins = await turns.take(`${app} begins`)
  if (begins > 0) await wait(Math.ceil(begins), undefined, { signal: interrupt })
  return () => turns.take(app)
}

/** How far apart turns are, for whoever gives them out himself; undefined: nobody counts. */
export function turnSpacing(pace: Settings['appPace']): ReturnType<typeof spacingOf> | undefined {
  return pace === 'off' ? undefined : spacingOf(pace ?? documentedAppPace)
}

/** The turns of this process, as the setting says; undefined: nobody counts. */
export function turnsAt(pace: Settings['appPace']): AppTurns | undefined {
  return pace === 'off' ? undefined : turnsOfProcess(pace ?? documentedAppPace)
}

/** Whoever signs in without naming an app is counted as one. */
function clientOf({ choice, environment }: TenantSignIn): string {
  const named = choice !== undefined && 'clientId' in choice ? choice.clientId : undefined
  const client = named ?? environment['ARM_CLIENT_ID'] ?? environment['AZURE_CLIENT_ID'] ?? 'environment'
  return client.trim().toLowerCase()
}
