import type { LoginRefusal } from './refusals.ts'

function refusal(number: number, text: string): LoginRefusal {
  return { status: 401, error: 'invalid_client', number, sentence: () => text }
}

export const assertionMalformed = refusal(50027, 'JWT token is invalid or malformed.')

export const assertionTooOld = refusal(700024, 'Client assertion is not within its valid time range.')

export const certificateUnknown = refusal(
  700027,
  'The certificate with identifier used to sign the client assertion is not registered on application.',
)

export const signatureInvalid = refusal(50013, 'Assertion failed signature validation.')

export function issuerUnknown(issuer: string): LoginRefusal {
  return refusal(
    700211,
    `No matching federated identity record found for presented assertion issuer '${issuer}'.`,
  )
}

export function audienceUnknown(audience: string): LoginRefusal {
  return refusal(
    700212,
    `No matching federated identity record found for presented assertion audience '${audience}'.`,
  )
}

export function subjectUnknown(subject: string): LoginRefusal {
  return refusal(
    700213,
    `No matching federated identity record found for presented assertion subject '${subject}'.`,
  )
}
