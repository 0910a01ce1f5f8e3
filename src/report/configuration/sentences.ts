import { formatMinimum } from '../../model/ratio.ts'
import type { Excepted, ExceptionAnswer } from '../../rules/configuration/exceptions.ts'
import type { Weakening } from '../../rules/configuration/weakening.ts'
import { ownPolicies } from '../../rules/own-policies.ts'
import { rootStackUrn, stackOfUrn } from '../../rules/root-stack-urn.ts'
import { validMinimum } from '../../rules/valid-minimum.ts'
import { oneLine } from '../plain.ts'
import { sentence, wholeSentence } from '../sentence.ts'
import { notWaivedWords, waiverWords } from '../waiver-lines.ts'

/** What a file takes away of what the rules document demands, and what to do. */
export function weakeningSentence({ code, policy, key, from, to }: Weakening, rules: string): string {
  const own = ownPolicies.some((one) => one === policy)
  const todo = own ? 'leave it out' : 'leave it out, or waive what is to be let through'
  const says = own ? 'it is always' : `by ${rules} it is`
  switch (code) {
    case 'disabled':
      return `${policy} is disabled, but ${says} ${asText(from)}; ${todo}.`
    case 'level-lowered':
      return `The level of ${policy} is lowered to ${asText(to)}, but ${says} ${asText(from)}; ${todo}.`
    case 'minimum-lowered':
      return `The minimum of ${policy} is lowered to ${minimum(to)}, but ${says} ${minimum(from)}; ${todo}.`
    case 'loosened':
      return `${key} ${asText(to)} loosens ${policy}, but ${says} ${asText(from)}; ${todo}.`
  }
}

/** What an exception lets through, and by which waiver it may. */
export function exceptedSentence({ policy, target, answer }: Excepted, rules: string): string {
  return sentence(
    `Whatever ${policy} finds on ${stackIn(target)} is excepted${answered(answer, target, rules)}`,
  )
}

function answered(answer: ExceptionAnswer, target: string, rules: string): string {
  switch (answer.kind) {
    case 'waived':
      return `, as ${waiverWords(answer.waiver)} allows`
    case 'without-effect':
      return `, which has no effect: it is reported against the root stack, ${rootUrn(target)}`
    case 'no-waiver':
      return `, and no waiver covers it; add one to ${rules} with owner, reason and end, or remove the exception`
    case 'not-waivable':
      return `, and it may not be waived (waivable: false); remove the exception`
    case 'own-policy':
      return `, and no waiver can cover that; remove the exception`
    case 'not-waived':
      return answer.because === 'undetermined-not-covered'
        ? `, also that something could not be determined, which ${waiverWords(answer.waiver)} does not cover; add covers: [violation, undetermined] to it, or remove the exception`
        : `, and ${notWaivedWords(answer.waiver, answer.because)}; ${answer.because === 'stack-unknown' ? 'give the organization as MFA_GATE_ORGANIZATION' : 'renew it, or remove the exception'}`
  }
}

export function environmentsSentence(environments: readonly string[]): string {
  return `What the Pulumi ESC environments ${environments.map((name) => oneLine(name)).join(', ')} set for policies cannot be seen from here; check there for levels and settings of the gate, and leave them out.`
}

/** Pulumi refuses a name without a level before the pack sees it, and names neither file nor policy. */
export function unknownSentence(name: string, meant: string, rules: string, hasLevel: boolean): string {
  const words = hasLevel ? '' : ', with the words: invalid enforcement level ""'
  return `There is no policy "${oneLine(name).slice(0, 80)}" in ${rules}; ${wholeSentence(meant)} Unless another policy of the pack has that name, Pulumi stops the preview${words}.`
}

function stackIn(target: string): string {
  const { project, stack } = stackOfUrn(target, undefined)
  return project === undefined || stack === undefined
    ? oneLine(target).slice(0, 200)
    : oneLine(`${project}/${stack}`)
}

function rootUrn(target: string): string {
  const { project = '<project>', stack = '<stack>' } = stackOfUrn(target, undefined)
  return oneLine(rootStackUrn({ project, stack }))
}

function minimum(given: unknown): string {
  return typeof given === 'string' || typeof given === 'number'
    ? formatMinimum(validMinimum(given))
    : 'its ramp'
}

function asText(given: unknown): string {
  return given === undefined ? 'nothing' : typeof given === 'string' ? given : JSON.stringify(given)
}
