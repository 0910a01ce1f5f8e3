import { CouldNotRead } from '../model/could-not-read.ts'
import type { Undetermined } from '../model/undetermined.ts'
import { isRetried } from './retry-timing.ts'
import { proxyUnreachable, refusedByProxy } from './tunnel.ts'

/** Whom a request asks, so that a failure is told as theirs. */
export interface Service {
  readonly kind: 'graph' | 'login' | 'oidc' | 'metadata'
  readonly host: string
}

/** No answer came: the connection could not be made, was refused, or broke before the headers. */
export class ConnectionFailed extends CouldNotRead {
  /** False where another attempt cannot help, as with a certificate nobody trusts. */
  readonly transient: boolean

  constructor(service: Service, error: unknown) {
    const code = connectionErrorCode(error)
    const status = Number(refusedByProxy.exec(code)?.[1])
    const cause = proxyUnreachable.exec(code)?.[1]
    if (cause !== undefined) super({ code: 'proxy-unreachable', host: service.host, cause }, error)
    else if (status > 0) super({ code: 'proxy-refused', host: service.host, status, tunnel: true }, error)
    else super(unreachable(service, code), error)
    this.transient = status > 0 ? isRetried(status) : !/CERT|SIGNED|VERIFY|ISSUER|TLS|SSL/.test(code)
  }
}

function unreachable({ kind, host }: Service, cause: string): Undetermined {
  return kind === 'graph'
    ? { code: 'graph-unreachable', host, cause }
    : { code: 'login-unreachable', service: kind, host, cause }
}

/** What the host of a body is called where it is named; Graph needs no name. */
export function hostOfBody({ kind, host }: Service): string | undefined {
  return kind === 'graph' ? undefined : host
}

function connectionErrorCode(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined
  if (error instanceof Error && error.name === 'AbortError') return 'ETIMEDOUT'
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code) && code !== 'REQUEST_SEND_ERROR'
    ? code
    : 'connection failed'
}
