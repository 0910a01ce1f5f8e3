import type { Client } from '@grpc/grpc-js'
import stubs from '@pulumi/pulumi/proto/analyzer_grpc_pb.js'
import type { AnalyzerClient as Stub } from '@pulumi/pulumi/proto/analyzer_grpc_pb.js'
import messages from '@pulumi/pulumi/proto/analyzer_pb.js'
import type {
  AnalyzeDiagnostic,
  AnalyzeRequest,
  AnalyzeResponse,
  AnalyzerInfo,
  AnalyzeStackRequest,
  ConfigureAnalyzerRequest,
  RemediateResponse,
  Remediation,
} from '@pulumi/pulumi/proto/analyzer_pb.js'
import empty from 'google-protobuf/google/protobuf/empty_pb.js'
import { EngineError } from '../engine-error.ts'
import { call, CallError, channelOptions, insecure, loopbackAddress } from '../grpc.ts'
import { organization, type Project } from '../project.ts'

const connectTimeoutMs = 10_000

/** The analyzer protocol as the engine speaks it. What an older SDK does not know of it is passed over. */
export class AnalyzerClient {
  readonly #stub: Stub

  private constructor(stub: Stub) {
    this.#stub = stub
  }

  static async connect(path: string, port: number): Promise<AnalyzerClient> {
    const stub = new stubs.AnalyzerClient(loopbackAddress(port), insecure, channelOptions)
    await ready(stub).catch(() => {
      stub.close()
      throw new EngineError(`${path} (analyzer) plugin [${path}] did not begin responding to RPC connections`)
    })
    return new AnalyzerClient(stub)
  }

  close(): void {
    this.#stub.close()
  }

  async handshake(engineAddress: string, directory: string): Promise<void> {
    const request = new messages.AnalyzerHandshakeRequest()
      .setEngineAddress(engineAddress)
      .setRootDirectory(directory)
      .setProgramDirectory(directory)
    await optional(call((done) => this.#stub.handshake(request, done)))
  }

  async configureStack({ project, stack, config }: Project): Promise<void> {
    const request = new messages.AnalyzerStackConfigureRequest()
      .setProject(project)
      .setStack(stack)
      .setOrganization(organization)
      .setDryRun(true)
    for (const [key, value] of Object.entries(config)) request.getConfigMap().set(key, value)
    await optional(call((done) => this.#stub.configureStack(request, done)))
  }

  info(): Promise<AnalyzerInfo> {
    return call((done) => this.#stub.getAnalyzerInfo(new empty.Empty(), done))
  }

  async configure(request: ConfigureAnalyzerRequest): Promise<void> {
    await call((done) => this.#stub.configure(request, done))
  }

  async remediate(request: AnalyzeRequest): Promise<readonly Remediation[]> {
    const response = await optional(call<RemediateResponse>((done) => this.#stub.remediate(request, done)))
    return response?.getRemediationsList() ?? []
  }

  async analyze(request: AnalyzeRequest): Promise<readonly AnalyzeDiagnostic[]> {
    return (await call<AnalyzeResponse>((done) => this.#stub.analyze(request, done))).getDiagnosticsList()
  }

  async analyzeStack(request: AnalyzeStackRequest): Promise<readonly AnalyzeDiagnostic[]> {
    const response = await call<AnalyzeResponse>((done) => this.#stub.analyzeStack(request, done))
    return response.getDiagnosticsList()
  }
}

async function ready(client: Client): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    client.waitForReady(Date.now() + connectTimeoutMs, (error) =>
      error === undefined ? resolve() : reject(error),
    )
  })
}

/** The answer, or undefined from a pack whose SDK does not know the call. */
async function optional<Response>(answer: Promise<Response>): Promise<Response | undefined> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof CallError && error.isUnimplemented) return undefined
    throw error
  }
}
