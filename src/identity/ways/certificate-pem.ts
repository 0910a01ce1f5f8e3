import { createPrivateKey } from 'node:crypto'

type ConvertedCertificate =
  | { readonly pem: string }
  | {
      readonly problem: 'no-certificate' | 'no-private-key' | 'password-wrong'
      readonly cause?: unknown
    }

/** Certificate, private key without password, and further certificates as PEM, from PEM or PFX (PKCS #12). */
export async function toPem(bytes: Buffer, password: string | undefined): Promise<ConvertedCertificate> {
  const text = bytes.toString('latin1')
  return text.includes('-----BEGIN ') ? openPem(text, password) : openPfx(text, password)
}

const blocks = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]+?-----END \1-----/g

function openPem(text: string, password: string | undefined): ConvertedCertificate {
  const found = [...text.matchAll(blocks)].map(([block, label = '']) => ({ block, label }))
  const certificates = found.filter(({ label }) => label === 'CERTIFICATE')
  const key = found.find(({ label }) => label.endsWith('PRIVATE KEY'))
  if (certificates.length === 0) return { problem: 'no-certificate' }
  if (key === undefined) return { problem: 'no-private-key' }
  try {
    const opened = createPrivateKey({ key: key.block, passphrase: password ?? '' })
    return { pem: [...certificates.map(({ block }) => block), exportKey(opened)].join('\n') }
  } catch (cause) {
    return { problem: 'password-wrong', cause }
  }
}

async function openPfx(binary: string, password: string | undefined): Promise<ConvertedCertificate> {
  const { default: forge } = await import('node-forge')
  const asn1 = attempt(() => forge.asn1.fromDer(binary))
  if ('cause' in asn1) return { problem: 'no-certificate', cause: asn1.cause }
  const opened = attempt(() => forge.pkcs12.pkcs12FromAsn1(asn1.value, password ?? ''))
  if ('cause' in opened) return { problem: 'password-wrong', cause: opened.cause }
  const bags = opened.value.safeContents.flatMap(({ safeBags }) => safeBags)
  const key = bags.flatMap((bag) => bag.key ?? [])[0]
  const certificates = bags.flatMap(({ cert }) => cert ?? [])
  if (certificates.length === 0) return { problem: 'no-certificate' }
  if (key === undefined) return { problem: 'no-private-key' }
  // The app's own certificate first: its thumbprint is what names the key to the login.
  const own = certificates.filter((cert) => isPairOf(cert.publicKey, key))
  const others = certificates.filter((cert) => !own.includes(cert))
  const pems = [...own, ...others].map((cert) => forge.pki.certificateToPem(cert))
  return { pem: [...pems, exportKey(createPrivateKey(forge.pki.privateKeyToPem(key)))].join('\n') }
}

function isPairOf(publicKey: object, { n }: { readonly n: { compareTo(other: never): number } }): boolean {
  return 'n' in publicKey && n.compareTo(publicKey.n as never) === 0
}

function exportKey(key: ReturnType<typeof createPrivateKey>): string {
  return key.export({ format: 'pem', type: 'pkcs8' }).toString()
}

function attempt<T>(work: () => T): { readonly value: T } | { readonly cause: unknown } {
  try {
    return { value: work() }
  } catch (cause) {
    return { cause }
  }
}
