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

/** A certificate that is not as it should be. */
export interface LeafPlan {
  /** From and until, in days from now; without it it holds now. */
  readonly days?: readonly [number, number]
  /** In place of those of loopback. */
  readonly names?: readonly string[]
  /** In place of the authority that the client trusts; a namesake has its name and another key. */
  readonly signedBy?: 'itself' | 'a stranger' | 'a namesake'
  readonly usage?: 'client'
}

/** What a server shows. */
export type Presented = Pick<Identity, 'key' | 'chain'>

/**
 * A certificate for loopback names from an authority made for this one start, and others from the same authority by
 * `plans`; the authority's key is dropped on return, so nobody can sign with it again. The real clock is read on
 * purpose: TLS clients check against theirs, also when the tenant itself is given another time.
 */
export async function makeIdentity(
  plans: readonly LeafPlan[] = [],
): Promise<Identity & { readonly planned: readonly Presented[] }> {
  const authority = await makeAuthority(authorityName)
  const [ordinary, ...planned] = await Promise.all(
    [{}, ...plans].map(async (plan: LeafPlan) => makeLeaf(plan, await signerOf(plan, authority))),
  )
  if (ordinary === undefined) throw new TypeError('no certificate was made')
  return { ...ordinary, authority: `${authority.certificate.toString('pem')}\n`, planned }
}

interface Authority {
  readonly certificate: x509.X509Certificate
  readonly keys: webcrypto.CryptoKeyPair
}

async function signerOf({ signedBy }: LeafPlan, authority: Authority): Promise<Authority | 'itself'> {
  if (signedBy === undefined) return authority
  if (signedBy === 'itself') return signedBy
  return makeAuthority(signedBy === 'a namesake' ? authorityName : 'CN=a stranger')
}

async function makeAuthority(name: string): Promise<Authority> {
  const keys = await generateKeys()
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name,
      keys,
      signingAlgorithm: algorithm,
      ...periodOf([-1, 7]),
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    },
    webcrypto,
  )
  return { certificate, keys }
}

const loopback: readonly x509.JsonGeneralName[] = [
  { type: 'dns', value: 'localhost' },
  { type: 'ip', value: '127.0.0.1' },
  { type: 'ip', value: '::1' },
]

async function makeLeaf(
  { days = [-1, 7], names, usage }: LeafPlan,
  signer: Authority | 'itself',
): Promise<Presented> {
  const keys = await generateKeys()
  const presented = names === undefined ? loopback : names.map((value) => ({ type: 'dns' as const, value }))
  const leaf = await x509.X509CertificateGenerator.create(
    {
      subject: 'CN=localhost',
      issuer: signer === 'itself' ? 'CN=localhost' : signer.certificate.subject,
      publicKey: keys.publicKey,
      signingKey: (signer === 'itself' ? keys : signer.keys).privateKey,
      signingAlgorithm: algorithm,
      ...periodOf(days),
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([
          x509.ExtendedKeyUsage[usage === 'client' ? 'clientAuth' : 'serverAuth'],
        ]),
        ...(presented.length === 0 ? [] : [new x509.SubjectAlternativeNameExtension([...presented])]),
        await x509.AuthorityKeyIdentifierExtension.create(
          signer === 'itself' ? keys.publicKey : signer.certificate.publicKey,
        ),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    },
    webcrypto,
  )
  return { key: await exportKey(keys.privateKey), chain: `${leaf.toString('pem')}\n` }
}

function periodOf([from, until]: readonly [number, number]) {
  return { notBefore: new Date(Date.now() + from * day), notAfter: new Date(Date.now() + until * day) }
}

function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
}

async function exportKey(key: webcrypto.CryptoKey): Promise<string> {
  const der = await webcrypto.subtle.exportKey('pkcs8', key)
  return x509.PemConverter.encode(der, 'PRIVATE KEY')
}
