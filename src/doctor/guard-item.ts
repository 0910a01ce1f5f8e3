import { lockoutGuard } from '../schemas/guard-settings.ts'
import type { RulesDocument } from '../schemas/rules-document.ts'
import type { TokenClaims } from '../schemas/token-claims.ts'
import { type Item, ok } from './item.ts'
import { holds } from '../model/permission.ts'

/** Whether the guard could count whomever a policy may ask; undefined where the rules document has none. */
export function guardItem({ guards }: Pick<RulesDocument, 'guards'>, claims: TokenClaims): Item | undefined {
  if (guards?.[lockoutGuard] === undefined) return undefined
  const name = `guard ${lockoutGuard}`
  const permission = 'AuditLog.Read.All'
  if (holds(claims, permission)) return ok(name, 'can count all users whom a policy in the plan may ask')
  return {
    name,
    state: 'warning',
    says: `without ${permission} it can judge only policies that ask all users for MFA`,
    todo: [`To do: grant ${permission}, as the step of that permission says.`],
  }
}
