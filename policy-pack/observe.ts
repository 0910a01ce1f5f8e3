/** A call of the engine, as gRPC unpacks it. */
interface Method<Request> {
  requestDeserialize: (bytes: Buffer) => Request
}

/** Has every request of a kind pass by, before @pulumi/policy sees what comes of it. */
export function observe<Request>(method: Method<Request>, pass: (request: Request) => Request): void {
  const original = method.requestDeserialize
  method.requestDeserialize = (bytes) => pass(original(bytes))
}
