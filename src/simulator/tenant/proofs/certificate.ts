import 'reflect-metadata'
import { createHash, webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'

/** A certificate that the app registration knows, with its key, as PEM. */
export interface AppCertificate {
  readonly certificate: string
  readonly privateKey: string
  /** What a client assertion names it by: the SHA-1 and the SHA-256 of the certificate, base64url. */
  readonly thumbprints: readonly string[]
  readonly publicKey: webcrypto.CryptoKey
}

const day = 24 * 60 * 60 * 1000
const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
} as const

export async function makeAppCertificate(): Promise<AppCertificate> {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const made = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: 'CN=entra-mfa-gate app',
      keys,
      signingAlgorithm: algorithm,
      notBefore: new Date(Date.now() - day),
      notAfter: new Date(Date.now() + 7 * day),
    },
    webcrypto,
  )
  const der = Buffer.from(made.rawData)
  return {
    certificate: `${made.toString('pem')}\n`,
    privateKey: `${x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY')}\n`,
    thumbprints: ['sha1', 'sha256'].map((hash) => createHash(hash).update(der).digest('base64url')),
    // MSAL signs with PSS, which needs the key under its other name.
    publicKey: await webcrypto.subtle.importKey(
      'spki',
      made.publicKey.rawData,
      { name: 'RSA-PSS', hash: 'SHA-256' },
      true,
      ['verify'],
    ),
  }
}
