import { decodeProtectedHeader, errors, jwtVerify } from 'jose'
import type { Directory } from '../directory.ts'
import type { Proofs } from '../proofs/proofs.ts'
import { assertionTooOld, certificateUnknown, signatureInvalid } from './assertion-refusals.ts'
import type { LoginRefusal } from './refusals.ts'

/** The app's statement about itself, signed with the key of a certificate that its registration knows. */
export async function checkCertificateAssertion(
  value: string,
  directory: Directory,
  proofs: Proofs,
): Promise<LoginRefusal | undefined> {
  const { thumbprints, publicKey } = await proofs.certificate()
  const { x5t, 'x5t#S256': x5tS256 = x5t } = decodeProtectedHeader(value)
  if (typeof x5tS256 !== 'string' || !thumbprints.includes(x5tS256)) return certificateUnknown
  try {
    await jwtVerify(value, publicKey, {
      algorithms: ['PS256'],
      audience: `${directory.origin}/${directory.tenantId}/oauth2/v2.0/token`,
      subject: directory.clientId,
      currentDate: proofs.now(),
      // MSAL rounds to whole seconds, upwards too; Entra allows for clocks that differ by minutes.
      clockTolerance: 300,
    })
    return undefined
  } catch (error) {
    return error instanceof errors.JWTExpired ? assertionTooOld : signatureInvalid
  }
}
