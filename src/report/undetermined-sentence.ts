import { amount, formatCount } from '../model/count.ts'
import { phraseOf } from '../model/measure.ts'
import type { Undetermined, UndeterminedCode } from '../model/undetermined.ts'
import { connectionWords } from './connection-words.ts'
import { ruleReasons } from './rule-reasons.ts'
import { hintOf, signInTodo } from './aadsts-hints.ts'
import { directoryReasons, listWords } from './directory-words.ts'
import type { WordsFor, ReasonWords } from './reason-words.ts'
import { sourceReasons } from './source-reasons.ts'
import { signInReasons } from './sign-in-sentence.ts'

const countReport = 'getCredentialUserRegistrationCount'
const retryLater = 'run again in some minutes; if this happens again, look at Microsoft 365 service health'

const words: { readonly [C in UndeterminedCode]: WordsFor<C> } = {
  ...signInReasons,
  ...sourceReasons,
  ...directoryReasons,
  'sign-in-refused': ({ oauthError, aadsts, way }) => ({
    what: `Microsoft Entra refused the sign-in${parenthesised(oauthError, aadsts)}`,
    todo: signInTodo(aadsts, way),
  }),
  'login-unreachable': ({ host, cause, service }) => ({
    what: `the ${serviceName(service)} ${host} could not be reached: ${connectionWords(cause).what}`,
    todo: connectionWords(cause).todo,
  }),
  'login-unavailable': ({ host, service, status, attempts, retryAfterSeconds, aadsts }) => ({
    what: `the ${serviceName(service)} ${host} answered ${status} (${aadsts === undefined ? '' : `${aadsts}, `}${amount(attempts, 'attempt')})${asksToWait(retryAfterSeconds)}`,
    todo:
      hintOf(aadsts) ??
      'run again in some minutes; if this happens again, look at the health of that service',
  }),
  'proxy-refused': ({ host, status, tunnel }) => ({
    what: tunnel
      ? `the proxy did not connect to ${host} (${status})`
      : `something on the way to ${host} answered in its place (${status})`,
    todo: proxyTodo(host, status),
  }),
  'proxy-unreachable': ({ host, cause }) => ({
    what: `the proxy on the way to ${host} could not be reached: ${connectionWords(cause).what}`,
    todo: `correct HTTPS_PROXY of this machine, or name ${host} in NO_PROXY where it is reached directly`,
  }),
  'token-unreadable': ({ problem }) => ({
    what: `the access token cannot be used: ${problem}`,
    todo: 'check that the credential is for Microsoft Graph',
  }),
  'wrong-tenant': ({ expected, actual, savedIn }) => ({
    what: `${savedIn === undefined ? 'signed in to another tenant' : `the snapshot ${savedIn} is of another tenant`}: ${actual} instead of ${expected}`,
    todo: 'give the credential or the snapshot of the tenant that is deployed to, or say with MFA_GATE_TENANT which one to judge',
  }),
  'deadline-exceeded': ({ seconds, during, proxy, ledger }) => ({
    what: `${during}${proxy === undefined ? '' : ` through the proxy ${proxy}`} took longer than ${formatCount(seconds)} s`,
    todo:
      ledger === undefined
        ? `run again; if this happens again, raise MFA_GATE_TIMEOUT or look at ${proxy === undefined ? 'the network between here and Microsoft' : 'the proxy, which HTTPS_PROXY names'}`
        : 'set MFA_GATE_TIMEOUT to what the tenant needs: at 5 requests per 10 s, about 3m30s for 100,000 users, 18m for 500,000, 35m for a million',
  }),
  'graph-unreachable': ({ host, cause }) => ({
    what: `Microsoft Graph at ${host} could not be reached: ${connectionWords(cause).what}`,
    todo: connectionWords(cause).todo,
  }),
  throttled: ({ status = 429, host, attempts, retryAfterSeconds }) => ({
    what: `${host ?? 'Microsoft Graph'} throttles this app in this tenant (${status}, ${amount(attempts, 'attempt')})${asksToWait(retryAfterSeconds)}`,
    todo:
      host === undefined
        ? 'run again later; where many checks share the app registration, give each more time (MFA_GATE_TIMEOUT=2m) or let them judge one saved snapshot (MFA_GATE_SNAPSHOT), as 5 requests per 10 s are allowed per app and tenant'
        : 'run again later, and let fewer previews sign in at the same time',
  }),
  'graph-unavailable': ({ status, attempts, retryAfterSeconds }) => ({
    what: `Microsoft Graph answered ${status} (${amount(attempts, 'attempt')})${asksToWait(retryAfterSeconds)}`,
    todo: retryLater,
  }),
  'permission-missing': ({ permission, graphCode, list }) => ({
    what: `the app may not read ${list === undefined ? 'the report' : listWords(list)} (${graphCode})`,
    todo: `grant it the application permission ${permission} of Microsoft Graph, with admin consent`,
  }),
  'directory-read-missing': ({ graphCode }) => ({
    what: `Microsoft Graph could not check the tenant's licence for this app (${graphCode})`,
    todo: 'grant it the application permission Directory.Read.All of Microsoft Graph, with admin consent',
  }),
  'role-missing': ({ graphCode }) => ({
    what: `the signed-in user may not read the report (${graphCode})`,
    todo: 'give the user one of the roles Reports Reader, Security Reader or Global Reader, and check whether it is active',
  }),
  'licence-missing': ({ graphCode }) => ({
    what: `the tenant has no Microsoft Entra ID P1 or P2 licence, or is a B2C tenant (${graphCode})`,
    todo: 'the report needs P1 or P2; where the tenant is licensed, run again, as Graph at times answers so by mistake',
  }),
  'claims-challenge': () => ({
    what: 'a Conditional Access policy stopped the request (insufficient_claims)',
    todo: "exclude the gate's app from that policy for Microsoft Graph, or sign in as the policy demands",
  }),
  'token-rejected': ({ graphCode }) => ({
    what: `Microsoft Graph did not accept the token (401${graphCode === undefined ? '' : `, ${graphCode}`})`,
    todo:
      graphCode?.startsWith('Token') === true
        ? 'the token is older than a change of policy, role or session, and a fresh one is needed: run again; with the Azure CLI, `az account clear` and then `az login` first, as it would hand out the same token'
        : 'check that the credential belongs to this cloud and that the clock of this machine is right',
  }),
  'report-absent': ({ report = countReport, status, graphCode }) => ({
    what: `the report ${report} does not exist here (${status}${graphCode === undefined ? '' : `, ${graphCode}`})`,
    todo:
      report === countReport
        ? 'the count report exists in the public cloud only and only in beta; check the cloud of the tenant'
        : 'it exists in every cloud: check ARM_ENVIRONMENT and MFA_GATE_CLOUD, and look for a proxy that changes addresses',
  }),
  redirected: ({ status }) => ({
    what: `Microsoft Graph answered with a redirect (${status}), which is not followed, because the token must stay with Graph`,
    todo: 'look for a proxy or captive portal between here and Microsoft Graph',
  }),
  'graph-refused': ({ status, graphCode }) => ({
    what: `Microsoft Graph refused the request (${status}${graphCode === undefined ? '' : `, ${graphCode}`})`,
    todo: "look the code up in Microsoft Graph's documentation; the request id helps Microsoft's support",
  }),
  'body-cut': ({ host }) => ({
    what: `the answer${of(host)} broke off before its end`,
    todo: 'run again; if this happens again, look at the proxies on the way',
  }),
  'body-too-large': ({ limitBytes, host }) => ({
    what: `the answer${of(host)} is larger than ${formatCount(limitBytes)} bytes, which ${host === undefined ? 'the report' : 'it'} never is`,
    todo: `look for a proxy that answers in place of ${host ?? 'Microsoft Graph'}`,
  }),
  'body-encoded': ({ encoding, host }) => ({
    what: `the answer${of(host)} has an encoding that was not asked for (${encoding})`,
    todo: `look for a proxy on the way that re-encodes what ${host ?? 'Microsoft Graph'} sends`,
  }),
  'body-not-json': ({ contentType }) => ({
    what: `the answer is not JSON (${contentType ?? 'no content type'})`,
    todo: 'look for a proxy or captive portal that answers in place of Microsoft Graph',
  }),
  'body-is-error': () => ({ what: 'the answer says 200 and holds an error', todo: retryLater }),
  'body-unexpected': ({ problem }) => ({
    what: `the report is not as documented: ${problem}`,
    todo: 'run again; if this happens again, report it with the request id to the makers of this gate',
  }),
  'report-empty': () => ({ what: 'the report is empty (no entry in value)', todo: retryLater }),
  'report-ambiguous': ({ entries }) => ({
    what: `the report has ${entries} entries where one was expected`,
    todo: 'report it with the request id to the makers of this gate',
  }),
  'report-incomplete': () => ({
    what: 'the report goes on over a further page, which the count report never does',
    todo: 'report it with the request id to the makers of this gate',
  }),
  'measure-missing': ({ measure, seen }) => ({
    what: `the report has no count of users ${phraseOf(measure)} (${measure}${seen.length === 0 ? ', nor any other' : `; it has ${seen.join(', ')}`})`,
    todo: 'run again later; a missing count does not count as 0',
  }),
  'population-zero': () => ({
    what: 'the report counts 0 users, so no ratio can be calculated',
    todo: 'check that the credential is for the tenant that has the users',
  }),
  'count-above-population': ({ measure, count, population }) => ({
    what: `the report contradicts itself: ${formatCount(count)} users ${phraseOf(measure)} (${measure}) of ${formatCount(population)} users`,
    todo: 'run again later; Microsoft computes the two numbers separately',
  }),
  ...ruleReasons,
  'settings-invalid': ({ problems }) => ({ what: problems.join('; '), todo: 'correct it and run again' }),
}

/** The English of a reason: no full stops, so that callers can join the parts. */
export function reasonWords(reason: Undetermined): ReasonWords {
  // The table is keyed by the code, so the entry takes just this reason; TypeScript cannot follow that.
  return (words[reason.code] as (reason: Undetermined) => ReasonWords)(reason)
}

const serviceNames = { login: 'login service', oidc: 'OIDC token service', metadata: 'metadata service' }

function serviceName(service: keyof typeof serviceNames = 'login'): string {
  return serviceNames[service]
}

function asksToWait(seconds: number | undefined): string {
  return seconds === undefined ? '' : `; it asks to wait ${formatCount(seconds)} s`
}

function of(host: string | undefined): string {
  return host === undefined ? '' : ` of ${host}`
}

function proxyTodo(host: string, status: number): string {
  if (status === 407) return 'give the proxy name and password: HTTPS_PROXY=http://NAME:PASSWORD@HOST:PORT'
  return status >= 500
    ? `ask the administrator of the proxy to check whether it reaches ${host}, or name that host in NO_PROXY where it is reached directly`
    : `ask the administrator of the proxy or firewall to let this machine reach ${host}, or name that host in NO_PROXY where it is reached directly`
}

function parenthesised(...parts: readonly (string | undefined)[]): string {
  const given = parts.filter((part) => part !== undefined)
  return given.length === 0 ? '' : ` (${given.join(', ')})`
}
