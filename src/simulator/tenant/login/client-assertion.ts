import { decodeJwt, type JWTPayload } from 'jose'
import { federationAudience, type Proofs } from '../proofs/proofs.ts'
import {
  assertionMalformed,
  assertionTooOld,
  audienceUnknown,
  issuerUnknown,
  signatureInvalid,
  subjectUnknown,
} from './assertion-refusals.ts'
import { checkCertificateAssertion } from './certificate-assertion.ts'
import type { ClientProof } from './grant.ts'
import type { LoginRefusal } from './refusals.ts'

/** A signed statement in place of a secret: by the app's own certificate, or by an issuer that it trusts. */
export function clientAssertion(proofs: Proofs): ClientProof {
  return async (value, _form, directory) => {
    const claims = decode(value)
    if (claims === undefined) return assertionMalformed
    return claims.iss === directory.clientId
      ? checkCertificateAssertion(value, directory, proofs)
      : checkFederated(value, claims.iss ?? '', proofs)
  }
}

async function checkFederated(
  value: string,
  issuerUrl: string,
  proofs: Proofs,
): Promise<LoginRefusal | undefined> {
  const issuers = await Promise.all([proofs.gitHubActions(), proofs.azurePipelines(), proofs.cluster()])
  const issuer = issuers.find(({ url }) => url === issuerUrl)
  if (issuer === undefined) return issuerUnknown(issuerUrl)
  const claims = await issuer.read(value)
  if (claims === undefined) return signatureInvalid
  if ((claims.exp ?? 0) * 1000 < proofs.now().getTime()) return assertionTooOld
  if (claims.aud !== federationAudience) return audienceUnknown(String(claims.aud))
  // Compared with upper and lower case, as Entra does.
  return claims.sub === issuer.subject ? undefined : subjectUnknown(claims.sub ?? '')
}

function decode(value: string): JWTPayload | undefined {
  try {
    return decodeJwt(value)
  } catch {
    return undefined
  }
}
