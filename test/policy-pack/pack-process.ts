import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { credentials } from '@grpc/grpc-js'
import stubs from '@pulumi/pulumi/proto/analyzer_grpc_pb.js'
import messages from '@pulumi/pulumi/proto/analyzer_pb.js'
import type { AnalyzeResponse } from '@pulumi/pulumi/proto/analyzer_pb.js'
import { toStruct } from '../../src/simulator/engine/properties.ts'
import { type Form, forms } from './forms.ts'

/** One start of the pack, as the engine makes it. */
export interface PackProcess extends AsyncDisposable {
  readonly pid: number
  /** What it has written to stderr so far. */
  readonly printed: string
  /** Has it judge the root stack; what it reports. */
  judge(): Promise<readonly string[]>
  /** Has it look at so many resources, one after the other as the engine does. */
  look(resources: number): Promise<void>
  kill(): Promise<void>
}

export interface PackStart {
  readonly environment: NodeJS.ProcessEnv
  /** Whether this is a preview; undefined: `policy analyze`, which tells nothing. */
  readonly preview?: boolean | undefined
  readonly form?: Form
  /** Who starts it, where that is not the user of the tests. */
  readonly uid?: number
}

const stack = 'pulumi:pulumi:Stack'

export async function startPackProcess(start: PackStart): Promise<PackProcess> {
  const { environment, form = 'executable', uid } = start
  const { command, cwd } = forms[form]
  const [program = '', ...args] = command
  const child = spawn(program, args, {
    ...{ cwd, env: environment, stdio: ['ignore', 'pipe', 'pipe'] as const },
    ...(uid === undefined ? {} : { uid, gid: uid }),
  })
  let printed = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (printed += text))
  const [port] = (await once(child.stdout, 'data')) as [Buffer]
  const client = new stubs.AnalyzerClient(
    `127.0.0.1:${Number(port.toString())}`,
    credentials.createInsecure(),
  )
  await tellStack(client, start)
  const analyze = (type: string, name: string): Promise<AnalyzeResponse> => {
    const urn = `urn:pulumi:dev::shop::${type}::${name}`
    const request = new messages.AnalyzeRequest().setUrn(urn).setType(type).setName(name)
    request.setProperties(toStruct({})).setOptions(new messages.AnalyzerResourceOptions())
    return new Promise((resolve, reject) => {
      client.analyze(request, (error, response) => (error === null ? resolve(response) : reject(error)))
    })
  }
  const kill = async (): Promise<void> => {
    client.close()
    await ended(child)
  }
  return {
    pid: child.pid ?? 0,
    get printed() {
      return printed
    },
    judge: async () => (await analyze(stack, 'shop-dev')).getDiagnosticsList().map((one) => one.getMessage()),
    look: async (resources) => {
      for (let index = 0; index < resources; index += 1) await analyze('random:index/pet:Pet', `pet-${index}`)
    },
    kill,
    [Symbol.asyncDispose]: kill,
  }
}

async function tellStack(
  client: InstanceType<typeof stubs.AnalyzerClient>,
  { preview }: PackStart,
): Promise<void> {
  if (preview === undefined) return
  const request = new messages.AnalyzerStackConfigureRequest()
    .setProject('shop')
    .setStack('dev')
    .setOrganization('acme')
    .setDryRun(preview)
  await new Promise<void>((resolve, reject) => {
    client.configureStack(request, (error) => (error === null ? resolve() : reject(error)))
  })
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'close')
}
