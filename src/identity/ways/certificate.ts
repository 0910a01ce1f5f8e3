import { resolve } from 'node:path'
import { readBytes } from '../../io/read-file.ts'
import { decodeText, isMarkedText } from '../../io/text.ts'
import { CouldNotRead } from '../../model/could-not-read.ts'
import type { CredentialChoice } from '../choose/choice.ts'
import { credentialFile } from '../credential-file.ts'
import { toPem } from './certificate-pem.ts'
import { identityOptions, type Open } from './opening.ts'

export const openCertificate: Open<Extract<CredentialChoice, { kind: 'certificate' }>> = async (
  { tenantId, clientId, pathFrom, passwordFrom, sendChain },
  opening,
) => {
  const { environment, directory } = opening
  const password = environment[passwordFrom] === '' ? undefined : environment[passwordFrom]
  const converted = await toPem(
    readCertificate(resolve(directory, environment[pathFrom]?.trim() ?? ''), pathFrom),
    password,
  )
  if ('problem' in converted) {
    const { problem, cause } = converted
    throw new CouldNotRead(
      { code: 'credential-unreadable', variable: pathFrom, passwordFrom, problem },
      cause,
    )
  }
  const { ClientCertificateCredential } = await import('./app-credentials.ts')
  return new ClientCertificateCredential(
    tenantId,
    clientId,
    { certificate: converted.pem },
    { ...identityOptions(opening), sendCertificateChain: sendChain },
  )
}

/** A key with a long chain has some 10,000; what is far larger is something else. */
const certificateBytes = 64_000

/** @throws CouldNotRead `credential-unreadable`, naming the variable that holds the path */
export function readCertificate(path: string, variable: string): Buffer {
  return credentialFile(() => {
    const bytes = readBytes(path, certificateBytes)
    // No PFX begins so; a PEM may.
    return isMarkedText(bytes) ? Buffer.from(decodeText(bytes)) : bytes
  }, variable)
}
