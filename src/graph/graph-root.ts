import { isLoopback } from '../config/settings.ts'

/** Where a token may be sent: Graph in the public cloud, or the embedded tenant. */
export interface GraphRoot {
  /** Origin of Graph, without a version. */
  readonly origin: string
  readonly loginHost: string
  readonly scope: string
  /** True for the embedded tenant. */
  readonly simulated: boolean
}

const publicCloud: GraphRoot = {
  origin: 'https://graph.microsoft.com',
  loginHost: 'login.microsoftonline.com',
  scope: 'https://graph.microsoft.com/.default',
  simulated: false,
}

export function graphRootOf(simulatedTenant: string | undefined): GraphRoot {
  return simulatedTenant === undefined
    ? publicCloud
    : {
        origin: simulatedTenant,
        loginHost: new URL(simulatedTenant).host,
        scope: publicCloud.scope,
        simulated: true,
      }
}

/** True when the token may travel to `url`: same origin as the root, and that is Graph's or loopback. */
export function mayReceiveToken(url: string, root: GraphRoot): boolean {
  const target = URL.canParse(url) ? new URL(url) : undefined
  return (
    target?.protocol === 'https:' &&
    target.origin === root.origin &&
    (root.origin === publicCloud.origin || isLoopback(target.hostname))
  )
}
