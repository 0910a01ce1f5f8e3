import type { SharedPlace } from '../places/locate.ts'
import type { Place } from '../places/place.ts'
import type { Deadline } from '../wire/deadline.ts'
import type { Access } from './read.ts'

/** Opens a place; the libraries of either kind are loaded when it is named. @throws CouldNotRead when nobody can sign in to it */
export async function openSharedPlace(
  located: SharedPlace,
  access: Access,
  deadline: Deadline,
): Promise<Place> {
  if (located.kind === 'postgres') {
    const { postgresPlace } = await import('../places/postgres.ts')
    return postgresPlace(located)
  }
  const [{ blobPlace }, { openTenantCredential }] = await Promise.all([
    import('../places/blob.ts'),
    import('./session.ts'),
  ])
  const { request, http } = await openTenantCredential(access, deadline)
  const { credential, wire } = request
  const signedIn: typeof credential = {
    getToken: (scopes, options) => {
      wire.begin(deadline)
      return credential.getToken(scopes, options)
    },
  }
  return blobPlace(located, signedIn, http)
}
