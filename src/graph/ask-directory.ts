import { type Attempt, attempt, CouldNotRead } from '../model/could-not-read.ts'
import {
  type AccountIds,
  type Exclusion,
  type Exclusions,
  type NewOrUnlicensed,
  withAccounts,
} from '../model/exclusion.ts'
import type { DirectoryLedger } from '../model/ledger.ts'
import type { Question } from '../model/question.ts'
import { groupOf, isNamed, roleStateOf, type Segment } from '../model/segment.ts'
import type { Undetermined } from '../model/undetermined.ts'
import { type AccountsRead, readAccounts } from './directory-accounts.ts'
import { type GroupUsers, readGroupUsers } from './group-users.ts'
import { readRoleHolders } from './role-holders.ts'
import type { SourcesRequest } from './sources-request.ts'

/** What the directory tells of whom a walk is about. */
export interface ResolvedRequest {
  readonly request: SourcesRequest
  /** The users of each group that is a segment. */
  readonly groups: ReadonlyMap<string, AccountIds>
  readonly ledgers: readonly DirectoryLedger[]
  /** Questions about groups that could not be read; the request asks the others. */
  readonly unread: readonly { readonly question: Question; readonly reason: Undetermined }[]
}

/**
 * Asks for the groups that segments and exclusions name, each once. A segment's that cannot be read leaves its own
 * questions open, and an exclusion's leaves all, since nobody can then be counted.
 * @throws CouldNotRead
 */
export async function askDirectory(request: SourcesRequest): Promise<ResolvedRequest> {
  const { exclusions, questions } = request
  const groups = new GroupsOnce(request)
  const resolved = exclusions && (await tellExclusions(exclusions, groups, request))
  const unread: { question: Question; reason: Undetermined }[] = []
  const known = new Map<string, AccountIds>()
  const segments = new Map<Segment, Attempt<AccountIds>>()
  for (const question of questions) {
    const { segment } = question
    if (isNamed(segment)) continue
    const came = segments.get(segment) ?? (await attempt(() => groups.usersIn(segment), request.onFailure))
    segments.set(segment, came)
    if ('reason' in came) unread.push({ question, reason: came.reason })
    else known.set(groupOf(segment) ?? segment, came.value)
  }
  const open = new Set(unread.map(({ question }) => question))
  return {
    request: { ...request, exclusions: resolved, questions: questions.filter((one) => !open.has(one)) },
    groups: known,
    ledgers: groups.ledgers,
    unread,
  }
}

async function tellExclusions(
  exclusions: Exclusions,
  groups: GroupsOnce,
  request: SourcesRequest,
): Promise<Exclusions> {
  const inList = exclusions.list.flatMap(({ asks }) =>
    asks === undefined || asks.kind === 'group' ? [] : [asks],
  )
  const accounts = inList.length === 0 ? undefined : await readAccounts(request, inList)
  if (accounts !== undefined) groups.ledgers.push(accounts.ledger)
  const list: Exclusion[] = []
  for (const exclusion of exclusions.list) {
    const { asks } = exclusion
    if (asks === undefined) list.push(exclusion)
    else
      list.push(
        withAccounts(exclusion, asks.kind === 'group' ? await groups.idsOf(asks.id) : idsOf(asks, accounts)),
      )
  }
  return { ...exclusions, list }
}

function idsOf(asked: NewOrUnlicensed, accounts: AccountsRead | undefined): AccountIds {
  const ids = accounts?.ids.get(asked)
  if (ids === undefined) throw new TypeError(`nobody asked who is ${asked.kind}`)
  return ids
}

/** Reads no group twice, also where it could not be read. */
class GroupsOnce {
  readonly #request: SourcesRequest
  readonly #came = new Map<string, Attempt<GroupUsers>>()
  readonly ledgers: DirectoryLedger[] = []

  constructor(request: SourcesRequest) {
    this.#request = request
  }

  /** Of a segment that the report alone does not tell. @throws CouldNotRead */
  async usersIn(segment: Segment): Promise<AccountIds> {
    const state = roleStateOf(segment)
    if (state === undefined) return this.idsOf(groupOf(segment) ?? '')
    return readRoleHolders(this.#request.directory, state, {
      usersOf: (group) => this.idsOf(group),
      onLedger: (ledger) => this.ledgers.push(ledger),
    })
  }

  /** @throws CouldNotRead */
  async idsOf(id: string): Promise<AccountIds> {
    const came = await this.read(id)
    if ('reason' in came) throw new CouldNotRead(came.reason)
    return came.value.ids
  }

  async read(id: string): Promise<Attempt<GroupUsers>> {
    const { directory, claims, onFailure } = this.#request
    const known = this.#came.get(id)
    if (known !== undefined) return known
    const came = await attempt(() => readGroupUsers(directory, id, claims), onFailure)
    this.#came.set(id, came)
    if ('value' in came) this.ledgers.push(came.value.ledger)
    return came
  }
}
