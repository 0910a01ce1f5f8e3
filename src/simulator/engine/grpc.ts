import {
  type ClientUnaryCall,
  credentials,
  type sendUnaryData,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServiceDefinition,
  type ServiceError,
  status,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js'
import { EngineError, messageOf } from './engine-error.ts'

const loopback = '127.0.0.1'
const maxMessageBytes = 400 * 1024 * 1024

/** Pulumi's message sizes, for both sides of every connection. */
export const channelOptions = {
  'grpc.max_receive_message_length': maxMessageBytes,
  'grpc.max_send_message_length': maxMessageBytes,
  // A proxy from the environment has no business between two processes of one machine.
  'grpc.enable_http_proxy': 0,
} as const

export const insecure = credentials.createInsecure()

export function loopbackAddress(port: number): string {
  return `${loopback}:${port}`
}

/** A service on a port of its own, reachable from this machine only. */
export interface Service {
  readonly address: string
  readonly stop: () => void
}

export async function serve(
  definition: ServiceDefinition,
  implementation: UntypedServiceImplementation,
): Promise<Service> {
  const server = new Server(channelOptions)
  server.addService(definition, implementation)
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync(loopbackAddress(0), ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    )
  })
  return { address: loopbackAddress(port), stop: () => server.forceShutdown() }
}

/** A handler that is a function from request to answer. */
export function answering<Request, Response>(handle: (request: Request) => Response | Promise<Response>) {
  return (call: ServerUnaryCall<Request, Response>, callback: sendUnaryData<Response>): void => {
    void Promise.resolve(call.request)
      .then(handle)
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback({ code: status.UNKNOWN, details: messageOf(error) }),
      )
  }
}

/** A handler for what a preview without the CLI cannot do. */
export function unimplemented(what: string) {
  return (_call: unknown, callback: sendUnaryData<never>): void => {
    callback({
      code: status.UNIMPLEMENTED,
      details: `the embedded engine does not support ${what}; use the Pulumi CLI`,
    })
  }
}

/** One call of a generated client as a promise. It has no deadline: the CLI puts none on its packs either. */
export function call<Response>(
  start: (done: (error: ServiceError | null, response: Response) => void) => ClientUnaryCall,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    start((error, response) => (error === null ? resolve(response) : reject(new CallError(error))))
  })
}

/** A call that was answered with an error, or not at all. */
export class CallError extends EngineError {
  readonly code: status

  constructor(cause: ServiceError) {
    // The CLI's words for a process that went away in the middle of a call.
    super(cause.code === status.UNAVAILABLE ? 'error reading from server: EOF' : cause.details, { cause })
    this.code = cause.code
  }

  get isUnimplemented(): boolean {
    return this.code === status.UNIMPLEMENTED
  }
}
