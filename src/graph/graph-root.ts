import { type Cloud, clouds } from '../config/cloud.ts'
import { isLoopback } from '../config/simulated-tenant.ts'

/** Where a token may be sent: Graph in one of Microsoft's clouds, or the embedded tenant. */
export interface GraphRoot {
  /** Origin of Graph, without a version. */
  readonly origin: string
  /** Origin of the login whose tokens this Graph takes. */
  readonly authority: string
  readonly loginHost: string
  readonly scope: string
  readonly cloud: Cloud
  /** True for the embedded tenant. */
  readonly simulated: boolean
}

/** Authority, Graph and scope of one cloud; the embedded tenant stands in for login and Graph of whichever it is. */
export function graphRootOf(simulatedTenant: string | undefined, cloud: Cloud = clouds.public): GraphRoot {
  const authority = simulatedTenant ?? cloud.authority
  return {
    origin: simulatedTenant ?? cloud.graph,
    authority,
    loginHost: new URL(authority).host,
    scope: `${cloud.graph}/.default`,
    cloud,
    simulated: simulatedTenant !== undefined,
  }
}

const graphOrigins: readonly string[] = Object.values(clouds).map(({ graph }) => graph)

/** True when the token may travel to `url`: same origin as the root, and that is a Graph of Microsoft's or loopback. */
export function mayReceiveToken(url: string, root: GraphRoot): boolean {
  const target = URL.canParse(url) ? new URL(url) : undefined
  return (
    target?.protocol === 'https:' &&
    target.origin === root.origin &&
    (graphOrigins.includes(root.origin) || isLoopback(target.hostname))
  )
}
