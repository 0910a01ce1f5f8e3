import type { TokenClaims } from '../schemas/token-claims.ts'

/** True when the token holds the permission of Graph, as an app's role or as a user's scope. */
export function holds(
  { roles = [], scp = '' }: Pick<TokenClaims, 'roles' | 'scp'>,
  permission: string,
): boolean {
  return roles.includes(permission) || scp.split(' ').includes(permission)
}
