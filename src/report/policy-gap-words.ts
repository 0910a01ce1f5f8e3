import { amount, formatCount } from '../model/count.ts'
import type { PolicyGap, PolicyPart, Veil } from '../model/policy-gap.ts'
import type { ReasonWords } from './reason-words.ts'

const parts: Readonly<Record<PolicyPart, string>> = {
  policy: 'what this policy says',
  state: 'the state of this policy',
  grantControls: 'what this policy asks for (grantControls)',
  users: 'whom this policy is for (users)',
}

const veils: Readonly<Record<Veil, ReasonWords>> = {
  unknown: {
    what: 'is not known before the update',
    todo: 'create what it depends on in an update of its own, with this policy in report-only mode',
  },
  secret: {
    what: 'is a secret, and the guard does not read secrets',
    todo: 'take it out of the secret; this part of a policy needs no secrecy',
  },
  unreadable: {
    what: 'is written in a way that the guard cannot read',
    todo: 'write it as the documentation of the provider does',
  },
}

/** What cannot be told of a Conditional Access policy, and what to do about it. */
export function gapWords(gaps: readonly PolicyGap[]): ReasonWords {
  const all = gaps.map(wordsOf)
  const todo = [...new Set(all.map((one) => one.todo))].join('; ')
  return {
    what: [...new Set(all.map((one) => one.what))].join('; '),
    todo: `${todo}; until then leave the policy in report-only mode (enabledForReportingButNotEnforced)`,
  }
}

function wordsOf(gap: PolicyGap): ReasonWords {
  switch (gap.kind) {
    case 'veiled':
      return { what: `${parts[gap.part]} ${veils[gap.why].what}`, todo: veils[gap.why].todo }
    case 'absent':
      return { what: `this resource does not say ${absent[gap.part]}`, todo: 'set it in this resource' }
    case 'strength':
      return {
        what: `the authentication strength ${gap.id} is none of Microsoft's own, and the rules document does not say what it asks for`,
        todo: 'add it under strengths of the guard, as a measure',
      }
    case 'listed':
      return {
        what:
          gap.what === 'users'
            ? `it is for ${amount(gap.number, 'user')} by id, and counts say nothing about single users`
            : `it is for ${amount(gap.number, 'group')}, more than the guard reads one by one`,
        todo:
          gap.what === 'users'
            ? 'name a group, all users, guests or directory roles instead'
            : 'put these into one group, or name all users',
      }
    case 'external':
      return {
        what: `it is for external users who are in no report (${plainWords(gap.types)})`,
        todo: 'make sure that their own tenants ask them for MFA, and that this tenant trusts that',
      }
    case 'external-members':
      return {
        what: `it is for external users who are members of the tenant, and of the members ${formatCount(gap.lacking)} lack what it asks for; how many of these are external is not known`,
        todo: 'name the types internalGuest and b2bCollaborationGuest alone, which are counted',
      }
    case 'alternatives':
      return {
        what: `${amount(gap.lacking, 'user')} would lack what it asks for, and how many of these another control lets in (${plainWords(gap.controls)}, operator OR) is not known`,
        todo: 'have the missing users register, or ask for all controls (operator AND)',
      }
  }
}

const absent: Readonly<Record<PolicyPart, string>> = {
  policy: 'what the policy is',
  state: 'whether the policy is enabled (state)',
  grantControls: 'what the policy asks for (grantControls)',
  users: 'whom the policy is for (users)',
}

/** Words of the program that look like those of Microsoft Graph; whatever else is written there is not repeated. */
export function plainWords(words: readonly string[]): string {
  return words.map((word) => (/^[A-Za-z][A-Za-z0-9_]{0,60}$/.test(word) ? word : 'another')).join(', ')
}
