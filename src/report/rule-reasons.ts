import { formatCount } from '../model/count.ts'
import { nounOf } from '../model/segment.ts'
import type { Undetermined } from '../model/undetermined.ts'
import { clockWords } from './clock-words.ts'
import { formatMoment } from './moment.ts'
import { gapWords } from './policy-gap-words.ts'

type Reason<C extends Undetermined['code']> = Extract<Undetermined, { code: C }>

/** The English of what a rule demands besides numbers. */
export const ruleReasons = {
  'population-too-small': ({ population, required, segment = 'all' }: Reason<'population-too-small'>) => ({
    what: `the tenant has ${formatCount(population)} ${nounOf(segment, population)}, fewer than the ${formatCount(required)} that a ratio needs to mean something (minPopulation)`,
    todo: 'check that the credential is for the tenant that has the users, or lower minPopulation',
  }),
  'snapshot-too-old': ({ receivedAt, age, most }: Reason<'snapshot-too-old'>) => ({
    what: `the numbers of ${formatMoment(receivedAt)} are over ${age} old, and maxAge allows ${most}`,
    todo: 'read the tenant again',
  }),
  'deployed-elsewhere': ({ provider, deployed, judged }: Reason<'deployed-elsewhere'>) =>
    deployed === ''
      ? {
          what: `the tenant of the provider ${provider} is not given as a text, so it cannot be compared with ${judged.join(' and ')}, which was judged`,
          todo: 'give the provider the id of the judged tenant as a text',
        }
      : {
          what: `the provider ${provider} deploys to the tenant ${deployed}, and ${judged.join(' and ')} was judged`,
          todo: `give the provider the id of the judged tenant, or judge the other one (MFA_GATE_TENANT and its credential); where it may be deployed to without being judged, list ${deployed} in MFA_GATE_OTHER_TENANTS`,
        },
  'policy-open': ({ gaps }: Reason<'policy-open'>) => gapWords(gaps),
  'snapshot-from-future': ({ receivedAt }: Reason<'snapshot-from-future'>) => ({
    what: `the numbers say that they were received at ${receivedAt}, which is not in the past`,
    todo: 'check the clock of this machine, and where the numbers come from',
  }),
  'clock-off': ({ aheadMs, hangs }: Reason<'clock-off'>) => ({
    what: `the clock of this machine is ${clockWords(aheadMs)}, and ${clockHangs[hangs]} depends on it`,
    todo: 'set the clock of this machine, best by NTP, and run again',
  }),
  'baseline-unreadable': ({ file, problem }: Reason<'baseline-unreadable'>) => ({
    what: `the recorded ratio in ${file} cannot be read (${problem}), so noDropMoreThan has nothing to compare with`,
    todo: "restore the file, or delete it to start again with today's ratio",
  }),
  'no-step-in-force': ({ first, origin }: Reason<'no-step-in-force'>) => ({
    what: `no step of the ramp has begun: the first begins on ${first}${origin === undefined ? '' : ` (${origin})`}`,
    todo: 'add an earlier step that says what is required until then, "0%" if nothing is',
  }),
  'stack-unknown': ({ origins, missing }: Reason<'stack-unknown'>) => ({
    what: `whether ${list(origins, 'or')} ${origins.length === 1 ? 'applies' : 'apply'} here, as ${missingWords(missing)} of this stack ${missing.length === 1 && missing[0] !== 'tags' ? 'is' : 'are'} not known`,
    todo: `say which stack this is: ${hint(missing)}`,
  }),
} as const

function missingWords(missing: Reason<'stack-unknown'>['missing']): string {
  return `the ${list(
    missing.map((part) => (part === 'stack' ? 'name' : part)),
    'and',
  )}`
}

function hint(missing: Reason<'stack-unknown'>['missing']): string {
  const names = missing.some((part) => part !== 'tags')
  return [
    ...(names
      ? [
          '--stack organization/project/stack for `mfa-gate`, MFA_GATE_ORGANIZATION for a pack that does not know its organization',
        ]
      : []),
    ...(missing.includes('tags')
      ? ['--tag name=value or --no-tags for `mfa-gate`; `pulumi policy analyze` gives no tags']
      : []),
  ].join('; ')
}

/** `a`, `a and b`, `a, b and c`. */
function list(words: readonly string[], last: 'and' | 'or'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1) ?? ''}`
}

const clockHangs: Readonly<Record<Reason<'clock-off'>['hangs'], string>> = {
  ramp: "which step of the rule's ramp is in force",
  waiver: 'whether its waiver is in force',
  joiners: 'which accounts are new (exclusions of kind joiners)',
}
