import { CouldNotRead } from '../model/could-not-read.ts'
import { type Count, toCount } from '../model/count.ts'
import type { GraphConnection } from './connection.ts'
import { refusalReason } from './refusal.ts'

const path = '/users/$count?$filter=accountEnabled eq true'
const permission = 'User.Read.All'

/**
 * How many accounts of the tenant are enabled, by the directory itself: one request, beside the reports and their quota.
 * Source: Microsoft Graph v1.0, list users, `$count`; the filter needs the header.
 * @throws CouldNotRead
 */
export async function readEnabledAccounts(graph: GraphConnection): Promise<Count> {
  const answer = await graph.get('v1.0', path, { ConsistencyLevel: 'eventual' })
  if (answer.status !== 200) throw new CouldNotRead(refusalReason(answer, { permission }))
  const count = toCount(answer.text.trim())
  if (count !== undefined) return count
  throw new CouldNotRead({
    code: 'body-unexpected',
    problem: 'users/$count is not answered by a number',
    requestId: answer.requestId,
  })
}
