import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'

/** What the server shows (`key`, `chain`) and what a client must trust to believe it (`authority`), as PEM. */
export interface Identity {
  readonly key: string
  readonly chain: string
  readonly authority: string
}

const day = 24 * 60 * 60 * 1000
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const authorityName = 'CN=entra-mfa-gate embedded tenant CA'

/**
 * A certificate for loopback names from an authority made for this one start; the authority's key is dropped on
 * return, so nobody can sign with it again. The real clock is read on purpose: TLS clients check against theirs, also
 * when the tenant itself is given another time.
 */
export async function makeIdentity(): Promise<Identity> {
  const [authorityKeys, leafKeys] = await Promise.all([generateKeys(), generateKeys()])
  const period = { notBefore: new Date(Date.now() - day), notAfter: new Date(Date.now() + 7 * day) }
  const authority = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: authorityName,
      keys: authorityKeys,
      signingAlgorithm: algorithm,
      ...period,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        await x509.SubjectKeyIdentifierExtension.create(authorityKeys.publicKey),
      ],
    },
    webcrypto,
  )
  const leaf = await signLeaf(leafKeys, authority, authorityKeys, period)
  return {
    key: await exportKey(leafKeys.privateKey),
    chain: `${leaf.toString('pem')}\n`,
    authority: `${authority.toString('pem')}\n`,
  }
}

async function signLeaf(
  leafKeys: webcrypto.CryptoKeyPair,
  authority: x509.X509Certificate,
  authorityKeys: webcrypto.CryptoKeyPair,
  period: { readonly notBefore: Date; readonly notAfter: Date },
): Promise<x509.X509Certificate> {
  return x509.X509CertificateGenerator.create(
    {
      subject: 'CN=localhost',
      issuer: authority.subject,
      publicKey: leafKeys.publicKey,
      signingKey: authorityKeys.privateKey,
      signingAlgorithm: algorithm,
      ...period,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        new x509.SubjectAlternativeNameExtension([
          { type: 'dns', value: 'localhost' },
          { type: 'ip', value: '127.0.0.1' },
          { type: 'ip', value: '::1' },
        ]),
        await x509.AuthorityKeyIdentifierExtension.create(authority.publicKey),
        await x509.SubjectKeyIdentifierExtension.create(leafKeys.publicKey),
      ],
    },
    webcrypto,
  )
}

function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
}

async function exportKey(key: webcrypto.CryptoKey): Promise<string> {
  const der = await webcrypto.subtle.exportKey('pkcs8', key)
  return x509.PemConverter.encode(der, 'PRIVATE KEY')
}
