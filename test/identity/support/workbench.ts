import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import forge from 'node-forge'
import { scenarioFromOptions, startTenant, type Tenant } from '../../../src/simulator/tenant/index.ts'

export const passphrase = 'opens-the-certificate-4711'

/** A tenant, and a folder for the files and stub tools of a machine; all secrets in them are remembered. */
export interface Workbench {
  readonly tenant: Tenant
  readonly folder: string
  readonly secrets: string[]
  write(name: string, content: string | Buffer): string
  /** A stand-in for a command on PATH that prints `answer`; answers the folder to put on PATH. */
  stub(command: string, answer: string, exitCode?: number): string
  close(): Promise<void>
}

export async function openWorkbench(
  faults: readonly string[] = [],
  permissions?: readonly string[],
): Promise<Workbench> {
  const scenario = scenarioFromOptions({
    population: 100,
    registered: 96,
    faults,
    ...(permissions && { permissions }),
  })
  const tenant = await startTenant(scenario)
  const folder = mkdtempSync(join(tmpdir(), 'mfa-gate-sign-in-'))
  const secrets = [tenant.environment['AZURE_CLIENT_SECRET'] ?? '']
  const write = (name: string, content: string | Buffer): string => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  return {
    tenant,
    folder,
    secrets,
    write,
    stub: (command, answer, exitCode = 0) => {
      const stream = exitCode === 0 ? '' : ' >&2'
      const answerFile = write(`${command}.answer`, answer)
      const called = join(folder, `${command}.called`)
      const script = write(
        command,
        `#!/bin/sh\n/bin/echo called >> '${called}'\n/bin/cat '${answerFile}'${stream}\nexit ${exitCode}\n`,
      )
      chmodSync(script, 0o755)
      return folder
    },
    close: async () => {
      await tenant.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The app's certificate and key in one file, as PEM and as PFX with a password. */
export async function certificateFiles({ tenant, write, secrets }: Workbench) {
  const { certificate, privateKey } = await tenant.waysIn.certificate()
  secrets.push(...privateKey.split('\n').filter((line) => line !== '' && !line.startsWith('-')))
  const asn1 = forge.pkcs12.toPkcs12Asn1(
    forge.pki.privateKeyFromPem(privateKey),
    [forge.pki.certificateFromPem(certificate)],
    passphrase,
    { algorithm: 'aes256' },
  )
  return {
    pem: write('app.pem', `${certificate}${privateKey}`),
    pfx: write('app.pfx', Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'binary')),
  }
}
