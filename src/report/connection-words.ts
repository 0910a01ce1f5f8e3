import { answerOdd } from '../model/sign-in-failure.ts'
import type { ReasonWords } from './reason-words.ts'

/** Why no connection was made, by the code of Node or OpenSSL, and what to do about it. No full stop. */
export function connectionWords(cause: string): ReasonWords {
  if (/^status \d+$/.test(cause)) return { what: `it answered with ${cause}`, todo: network }
  const [, what, todo] = kinds.find(([form]) => form.test(cause)) ?? [
    undefined,
    'the connection failed',
    network,
  ]
  return { what, todo }
}

const network = 'check network, DNS and HTTPS_PROXY of this machine'
const trust = 'let Node trust the certificate of the proxy on the way: NODE_EXTRA_CA_CERTS=path/to/ca.pem'
const lookIn = (place: string): string =>
  `look for what answers in ${place}, such as a proxy or the sign-in page of a network`
const stranger = lookIn('its place on the way there')
const issuer = lookIn('place of the login service')
const dates =
  'check the clock of this machine; if it is right, have the certificate of the proxy on the way renewed'

/** The first that fits. */
const kinds: readonly (readonly [form: RegExp, what: string, todo: string])[] = [
  [/^ENOTFOUND$/, 'no host of this name was found', network],
  [/^EAI_/, 'the name of the host could not be looked up', network],
  [/^ECONNREFUSED$/, 'the connection was refused', network],
  [/^(ECONNRESET|EPIPE|ECONNABORTED)$/, 'the connection was closed before an answer came', network],
  [/^ETIMEDOUT$/, 'no answer came in time', network],
  [/^E(HOST|NET)(UNREACH|DOWN)$/, 'the network has no route to it', network],
  [/^E[MN]FILE$/, 'too many files are open', 'let this process open more files: raise `ulimit -n`'],
  [new RegExp(`^${answerOdd}$`), 'its answer cannot be understood', stranger],
  [/CERTIFICATE_REQUIRED$/, 'it asks for a certificate of this machine', stranger],
  [/^ERR_INVALID_CHAR$/, 'the token that was given holds characters that no request can carry', issuer],
  [/EXPIRED/, 'its certificate has expired', dates],
  [/NOT_YET_VALID/, 'its certificate is not valid yet', dates],
  [/ALTNAME/, 'its certificate is for another host', network],
  [/UNABLE_TO_|ISSUER|SELF_SIGNED/, 'its certificate is from an authority that Node does not trust', trust],
  [/CERT|SIGNED|VERIFY|PURPOSE/, 'its certificate was not accepted', trust],
  [/^HPE_/, 'its answer is not valid HTTP', network],
  [/TLS|SSL|EPROTO/, 'no secure connection (TLS) could be agreed on', network],
]
