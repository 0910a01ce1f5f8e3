import type { Cloud } from '../config/cloud.ts'
import type { TokenClaims } from '../schemas/token-claims.ts'
import { grantCommands, type Permission } from './grant-commands.ts'
import { type Item, ok, skipped } from './item.ts'

/** True when the token holds the permission, as an app's role or as a user's scope. */
export function holds({ roles = [], scp = '' }: TokenClaims, permission: Permission): boolean {
  return roles.includes(permission) || scp.split(' ').includes(permission)
}

/** What the count report needs; no other permission opens it, but with the details the users can be counted instead. */
export function countPermission(claims: TokenClaims, { graph, hasCountReport }: Cloud): Item {
  const permission = 'Reports.Read.All'
  const name = `permission ${permission}`
  if (holds(claims, permission)) return ok(name, 'the token holds it, for the count report')
  if (holds(claims, 'AuditLog.Read.All')) {
    return skipped(name, 'the token lacks it, so users are counted one by one instead of by the count report')
  }
  if (!hasCountReport) return skipped(name, 'of no use in a cloud without the count report')
  const says = 'the token lacks it, and the count report needs it'
  const todo =
    claims.scp === undefined
      ? grantCommands(permission, claims.appid ?? 'APP_ID', graph)
      : [
          "A signed-in tool's token holds the permissions that Microsoft gave the tool, and the Azure CLI's does not hold this one.",
          'Sign in as an app or a managed identity that does; docs/sign-in.md shows how.',
        ]
  return { name, state: 'failed', says, todo }
}

/** What per-user details need; a check of the count report does without. */
export function detailsPermission(claims: TokenClaims, { graph, hasCountReport }: Cloud): Item {
  const permission = 'AuditLog.Read.All'
  const name = `permission ${permission}`
  if (holds(claims, permission)) return ok(name, 'the token holds it, for per-user details')
  if (hasCountReport)
    return skipped(name, 'the token lacks it; the count report does not need it, only per-user details do')
  const todo = grantCommands(permission, claims.appid ?? 'APP_ID', graph)
  return { name, state: 'failed', says: 'the token lacks it, and per-user details need it', todo }
}
