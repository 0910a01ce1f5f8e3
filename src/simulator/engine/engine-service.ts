import stubs from '@pulumi/pulumi/proto/engine_grpc_pb.js'
import messages from '@pulumi/pulumi/proto/engine_pb.js'
import type { LogRequest, SetRootResourceRequest } from '@pulumi/pulumi/proto/engine_pb.js'
import empty from 'google-protobuf/google/protobuf/empty_pb.js'
import type { Emit, LogSeverity } from './events.ts'
import { answering, type Service, serve } from './grpc.ts'

/** A stand-in for the CLI's engine service: it takes the log lines of packs and program. */
export function serveEngine(emit: Emit): Promise<Service> {
  let rootResource = ''
  return serve(stubs.EngineService, {
    log: answering((request: LogRequest) => {
      log(request, emit)
      return new empty.Empty()
    }),
    getRootResource: answering(() => new messages.GetRootResourceResponse().setUrn(rootResource)),
    setRootResource: answering((request: SetRootResourceRequest) => {
      rootResource = request.getUrn()
      return new messages.SetRootResourceResponse()
    }),
  })
}

function log(request: LogRequest, emit: Emit): void {
  const severity = severityOf(request)
  if (severity === undefined) return
  const urn = request.getUrn()
  emit({
    kind: 'logged',
    ...(urn === '' ? {} : { urn }),
    severity,
    message: request.getMessage(),
    stream: request.getStreamid(),
    ephemeral: request.getEphemeral(),
  })
}

/** Debug lines are shown only by `--debug`, which there is none of here. */
function severityOf(request: LogRequest): LogSeverity | undefined {
  const { INFO, WARNING, ERROR } = messages.LogSeverity
  return new Map<number, LogSeverity>([
    [INFO, 'info'],
    [WARNING, 'warning'],
    [ERROR, 'error'],
  ]).get(request.getSeverity())
}
