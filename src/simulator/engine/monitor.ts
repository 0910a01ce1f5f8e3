import stubs from '@pulumi/pulumi/proto/resource_grpc_pb.js'
import messages from '@pulumi/pulumi/proto/resource_pb.js'
import type {
  RegisterResourceOutputsRequest,
  RegisterResourceRequest,
  RegisterResourceResponse,
  SupportsFeatureRequest,
  SupportsFeatureResponse,
} from '@pulumi/pulumi/proto/resource_pb.js'
import empty from 'google-protobuf/google/protobuf/empty_pb.js'
import { answering, type Service, serve, unimplemented } from './grpc.ts'
import { toObject, toStruct } from './properties.ts'
import type { Registrations } from './registrations.ts'

const features = new Set(['secrets', 'resourceReferences', 'outputValues'])

/** A stand-in for the CLI's resource monitor: what a program needs of it while it is only previewed. */
export function serveMonitor(registrations: Registrations): Promise<Service> {
  const register = async (request: RegisterResourceRequest): Promise<RegisterResourceResponse> => {
    if (request.getRemote())
      throw new Error('the embedded engine does not support remote components; use the Pulumi CLI')
    const { urn, inputs } = await registrations.register(request)
    // Without an id a resource counts as not created yet, so its id is unknown to the program.
    return new messages.RegisterResourceResponse().setUrn(urn).setObject(toStruct(inputs))
  }
  const registerOutputs = (request: RegisterResourceOutputsRequest) => {
    registrations.setOutputs(request.getUrn(), toObject(request.getOutputs()))
    return new empty.Empty()
  }
  return serve(stubs.ResourceMonitorService, {
    supportsFeature: answering(supportsFeature),
    registerResource: answering(register),
    registerResourceOutputs: answering(registerOutputs),
    signalAndWaitForShutdown: answering(() => new empty.Empty()),
    invoke: unimplemented('provider functions'),
    call: unimplemented('methods of remote resources'),
    readResource: unimplemented('reading existing resources, a StackReference among them'),
    registerPackage: unimplemented('parameterized packages'),
  })
}

function supportsFeature(request: SupportsFeatureRequest): SupportsFeatureResponse {
  return new messages.SupportsFeatureResponse().setHassupport(features.has(request.getId()))
}
