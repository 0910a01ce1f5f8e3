import type { Directory } from '../directory.ts'
import { header } from '../http/incoming.ts'
import { withHeaders } from '../http/reply.ts'
import { accept, refuse } from './exchange.ts'
import type { Resource } from './resource.ts'

/** `GET /v1.0/users/$count`, of enabled accounts alone and with the header that this filter needs. */
export function createUsersCount({ scenario }: Directory): Resource {
  const { population, enabledAccounts = population } = scenario
  return {
    path: '/v1.0/users/$count',
    methods: ['GET'],
    permission: 'User.Read.All',
    answer(incoming, exchange) {
      if (header(incoming, 'consistencylevel') !== 'eventual') return refuse(needsHeader, exchange)
      if (incoming.query.get('$filter') !== 'accountEnabled eq true') return refuse(otherFilter, exchange)
      return {
        ...withHeaders(accept({}, exchange), { 'Content-Type': 'text/plain' }),
        body: String(enabledAccounts),
      }
    },
  }
}

const needsHeader = {
  status: 400,
  code: 'Request_UnsupportedQuery',
  message: '$count is not currently supported without the ConsistencyLevel header.',
}

const otherFilter = { status: 400, code: 'Request_UnsupportedQuery', message: 'Unsupported filter.' }
