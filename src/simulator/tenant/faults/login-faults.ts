import { appNotFound, secretExpired, wrongSecret } from '../login/refusals.ts'
import type { LoginRefusal } from '../login/refusals.ts'
import type { LoginDraft } from '../login/grant.ts'
import { clockFaults } from './clock-faults.ts'
import type { Fault } from './fault.ts'
import { grantFaults } from './grant-faults.ts'
import { sharedFaults } from './shared-faults.ts'

/** Faults of the token endpoint. */
export const loginFaults = {
  ...sharedFaults,
  ...clockFaults,
  ...grantFaults,
  'wrong-secret': { reply: (_, site) => site.refuse(wrongSecret) },
  'secret-expired': { reply: (_, site) => site.refuse(secretExpired) },
  'unknown-app': { reply: (_, site) => site.refuse(appNotFound) },
  'other-tenant-token': { draft: (draft) => ({ ...draft, tenantId: draft.otherTenantId }) },
  'other-cloud-token': { draft: (draft) => ({ ...draft, audience: 'https://graph.microsoft.us' }) },
} as const satisfies Record<string, Fault<LoginDraft, LoginRefusal>>
