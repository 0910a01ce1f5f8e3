import { formatCount } from '../model/count.ts'
import { phraseOf } from '../model/measure.ts'
import { nounOf } from '../model/segment.ts'
import { canAnswer, capabilities, type Source } from '../model/source.ts'
import { listWords } from './directory-words.ts'
import { capWords } from './exclusion-lines.ts'
import type { WordsFor } from './reason-words.ts'
import { missingWords, openWords } from './method-lines.ts'
import { pageFaultWords } from './ledger-sentence.ts'
import { oneLine } from './plain.ts'
import { unmatchedWords } from './unmatched-note.ts'

type Code =
  | 'deadline-too-short'
  | 'all-excluded'
  | 'not-in-snapshot'
  | 'nothing-signed'
  | 'pages-doubtful'
  | 'place-unusable'
  | 'populations-apart'
  | 'refused-elsewhere'
  | 'segment-above-tenant'
  | 'segment-empty'
  | 'segment-missing'
  | 'snapshot-excludes-otherwise'
  | 'snapshot-of-other-cloud'
  | 'snapshot-simulated'
  | 'snapshot-unpinned'
  | 'source-cannot'
  | 'source-needs-user'
  | 'exclusion-unmatched'
  | 'methods-unclassified'
  | 'methods-unlike-population'
  | 'rows-missing'
  | 'accounts-not-asked'
  | 'accounts-fewer'
  | 'too-many-excluded'

/** Why a source, its pages or its segments gave no number. */
export const sourceReasons: { readonly [C in Code]: WordsFor<C> } = {
  'place-unusable': ({ place, problem }) => ({
    what: `the snapshots ${place} cannot be used: ${problem}`,
    todo: 'correct that, or let MFA_GATE_SNAPSHOT name another place; without that setting the tenant is read',
  }),
  'nothing-signed': ({ place, keyFile }) => ({
    what: `the snapshots ${place} hold none that is young enough and signed by the key ${keyFile}, and this run has no key to sign with, so no other run would accept what it reads`,
    todo: 'set MFA_GATE_SIGNING_KEY too, or have a job that has it run before; without MFA_GATE_SNAPSHOT the tenant is read',
  }),
  'refused-elsewhere': ({ place, secondsAgo, what, todo }) => ({
    what: `${oneLine(what)} (another run got this answer ${formatCount(secondsAgo)} s ago, and it is kept in the snapshots ${place})`,
    todo: oneLine(todo),
  }),
  'deadline-too-short': ({ seconds, neededSeconds, users }) => ({
    what: `the tenant has about ${formatCount(users)} users, and reading them page by page at the pace that Microsoft allows takes longer than ${formatCount(seconds)} s`,
    todo: `set MFA_GATE_TIMEOUT=${formatCount(neededSeconds).replaceAll(',', '')}s, or let the rules ask only for what the count report has`,
  }),
  'pages-doubtful': ({ fault, list }) =>
    fault.kind === 'types-lacking'
      ? {
          what: pageFaultWords(fault),
          todo: 'have an administrator set it, as with `Update-MgUser -UserId ID -UserType Member` (`Get-MgUser -All -Property Id,UserType` shows who has none; old accounts often have none), or judge the segment all, which needs no type',
        }
      : {
          what: `the pages of ${list === undefined ? 'the report' : listWords(list)} do not add up: ${pageFaultWords(fault)}`,
          todo: 'run again; if this happens again, report it with the ledger and the request id to the makers of this gate',
        },
  'populations-apart': ({ fewer, more, tolerance }) => ({
    what: `the reports disagree about how many users the tenant has: ${fewer.source} has ${formatCount(fewer.users)} and ${more.source} ${formatCount(more.users)}, and a report with over ${tolerance} % fewer cannot be complete`,
    todo: 'run again later; if they still differ, set populationTolerance in the rules document to how much they may',
  }),
  'all-excluded': ({ segment, excluded }) => ({
    what: `the exclusions leave out all ${formatCount(excluded)} ${nounOf(segment, excluded)}, so nobody is left to be judged`,
    todo: 'exclude fewer, or remove the rule; onEmpty is for segments that are empty without exclusions',
  }),
  'segment-above-tenant': ({ segment, measure, users, inTenant }) => {
    const which = measure === undefined ? '' : ` ${phraseOf(measure)}`
    return {
      what: `the report contradicts itself: ${formatCount(users)} ${nounOf(segment, users)}${which} in a tenant of ${formatCount(inTenant)} users${which}`,
      todo: 'run again later; Microsoft computes the numbers separately',
    }
  },
  'segment-empty': ({ segment }) => ({
    what: `the tenant has no ${nounOf(segment, 0)}, so no ratio can be calculated`,
    todo: 'say in the rule what that means: onEmpty: pass or fail',
  }),
  'segment-missing': ({ segment, source }) => ({
    what: `${source} was not asked for ${nounOf(segment, 2)}`,
    todo: 'run again, so that the tenant is read for the rules as they are now',
  }),
  'source-cannot': ({ measure, segment, sources, exclusions }) => {
    const able = (Object.keys(capabilities) as Source[]).filter(
      (one) => canAnswer(one, { measure, segment }) && (capabilities[one].exclusions || exclusions !== true),
    )
    const lack = exclusions === true ? `${measure} of ${segment} with exclusions` : `${measure} of ${segment}`
    return {
      what: `${sources.length > 1 ? 'no source has' : `${sources[0] ?? 'the source'} does not have`} ${lack}; no other measure replaces it`,
      todo:
        able.length === 0
          ? 'change the rule or its exclusions'
          : `write source: ${able.join(' or ')}, or auto`,
    }
  },
  'not-in-snapshot': ({ file, measure, segment }) => ({
    what: `the snapshot ${file} does not have ${measure} of ${segment}`,
    todo: 'save a new one for these rules: `mfa-gate snapshot --rules FILE --output FILE`',
  }),
  'snapshot-excludes-otherwise': ({ file }) => ({
    what: `the snapshot ${file} was saved with other exclusions than the rules document declares`,
    todo: 'save a new one for these rules: `mfa-gate snapshot --rules FILE --output FILE`',
  }),
  'snapshot-unpinned': ({ file, tenantId }) => ({
    what: `nothing says which tenant is deployed to, so the snapshot ${file} of the tenant ${tenantId} may be of the wrong one`,
    todo: 'say which tenant must be judged, with MFA_GATE_TENANT or ARM_TENANT_ID',
  }),
  'snapshot-of-other-cloud': ({ file, host, cloud }) => ({
    what: `the snapshot ${file} was read from ${host}, but the deployment goes to ${cloud}`,
    todo: 'give the snapshot of the tenant that is deployed to, or say with MFA_GATE_CLOUD which cloud that is',
  }),
  'snapshot-simulated': ({ file, standIn }) => ({
    what: `the snapshot ${file} is of the embedded tenant, a stand-in, and says nothing about a real one${standInWords[standIn]}`,
    todo: 'save one of the tenant that is deployed to; to try the gate out, save and judge it under one `mfa-gate simulate -- …`',
  }),
  'source-needs-user': ({ source }) => ({
    what: `${source} can be read by signed-in users only, and this is an app's token`,
    todo: 'write source: registrationDetails, or sign in as a user who is a Reports Reader (`az login`)',
  }),
  'exclusion-unmatched': ({ others, ...unmatched }) => ({
    what: `an exclusion with requireMatch has ${unmatchedWords(unmatched)}${others === undefined ? '' : `; others have ${unmatchedWords(others)}`}`,
    todo: 'correct the name as the tenant has it, or remove the line; `mfa-gate exclusions check` lists them',
  }),
  'methods-unlike-population': ({ segment, users, population }) => ({
    what: `the numbers contradict themselves: ${formatCount(users)} ${nounOf(segment, users)} by method, and ${formatCount(population)} in all`,
    todo: 'read the tenant again',
  }),
  'rows-missing': ({ measure, segment, surely, possibly, population, missing, open }) => ({
    what: `${formatCount(surely)} to ${formatCount(possibly)} of ${formatCount(population)} ${nounOf(segment, 2)} are ${phraseOf(measure)}, and the answer depends on users about whom it is not known: ${missingWords(missing, open)}`,
    todo: 'run again in some hours, because new accounts appear in the report late; if they are still missing, find out which accounts the report lacks',
  }),
  'accounts-not-asked': () => ({
    what: 'the rules document asks for completeness, and these numbers do not say how many accounts the tenant has',
    todo: 'read the tenant again, or save a new snapshot for these rules: `mfa-gate snapshot --rules FILE --output FILE`',
  }),
  'accounts-fewer': ({ enabled, rows, tolerance }) => ({
    what: `the directory has ${formatCount(enabled)} enabled accounts and the report ${formatCount(rows)} users, and a report with over ${tolerance} % fewer cannot be complete`,
    todo: 'run again later; if they still differ, set populationTolerance in the rules document to how much they may',
  }),
  'methods-unclassified': ({ measure, segment, surely, possibly, population, open }) => ({
    what: `${formatCount(surely)} to ${formatCount(possibly)} of ${formatCount(population)} ${nounOf(segment, 2)} are ${phraseOf(measure)}, and the answer depends on users about whom it is not known: ${openWords(open)}`,
    todo: todoOf(open.values.map(({ value }) => value)),
  }),
  'too-many-excluded': ({ excluded, population, cap, segment = 'all', unmatched }) => ({
    what: `the exclusions leave out ${formatCount(excluded)} of ${formatCount(population)} ${nounOf(segment, population)}, and at most ${capWords(cap)} are allowed (maxExcluded)${unmatched === undefined ? '' : `; they have ${unmatchedWords(unmatched)}`}`,
    todo: 'check whether an exclusion matches more accounts than intended; otherwise raise maxExcluded',
  }),
}

function todoOf([first]: readonly string[]): string {
  return first === undefined
    ? 'run again later; if this happens again, look at these users in the report of Microsoft Entra, and report this to the makers of this gate'
    : `find out what kind of method it is and say so in the rules document, as with methods: {${first}: phone}, or use a newer entra-mfa-gate that knows it (docs/methods.md)`
}

const standInWords = {
  none: '',
  silent: '; the stand-in that MFA_GATE_SIMULATED_TENANT names did not answer for this run',
  another: '; it was not read from the stand-in of this run',
} as const
