import assert from 'node:assert/strict'
import { setImmediate } from 'node:timers/promises'
import type { GraphConnection } from '../../src/graph/connection.ts'
import { graphRootOf } from '../../src/graph/graph-root.ts'
import { walkPages } from '../../src/graph/page-walk.ts'
import type { GraphResponse } from '../../src/graph/response.ts'
import { CouldNotRead } from '../../src/model/could-not-read.ts'

const root = graphRootOf(undefined)
const path = '/reports/a'
const linkTo = (page: number): string => `${root.origin}/v1.0${path}?$skiptoken=${page}`
const asking = { permission: 'None' }

/** Answers a page for each status, one after the other, and tells what happened. */
function graphOf(statuses: readonly number[]) {
  const events: string[] = []
  let asked = 0
  let signal: AbortSignal | undefined
  const answer = async (): Promise<GraphResponse> => {
    asked += 1
    const page = asked
    events.push(`asked ${page}`)
    await setImmediate()
    events.push(`answered ${page}`)
    const status = statuses[page - 1] ?? 200
    return {
      endpoint: path,
      status,
      contentType: 'application/json',
      requestId: String(page),
      text: '{}',
      sha256: '',
    }
  }
  const graph: GraphConnection = {
    root,
    rate: undefined,
    outlook: () => undefined,
    within: () => graph,
    until: (over) => {
      signal = over
      return graph
    },
    get: answer,
    follow: answer,
    get requests() {
      return asked
    },
  }
  return { graph, events, isOver: () => signal?.aborted }
}

describe('The walk through the pages of a report', () => {
  it('counts a page while the next one is on its way, and asks for one at a time', async () => {
    const { graph, events, isOver } = graphOf([])
    await walkPages(graph, path, asking, ({ requestId }) => ({
      nextLink: requestId === '3' ? undefined : linkTo(Number(requestId)),
      take: () => void events.push(`counted ${requestId}`),
    }))
    const of = (what: string) => events.filter((event) => event.startsWith(what)).join()
    assert.equal(of('counted'), 'counted 1,counted 2,counted 3')
    for (const page of [1, 2]) {
      assert.ok(events.indexOf(`asked ${page + 1}`) < events.indexOf(`counted ${page}`))
      assert.ok(events.indexOf(`answered ${page}`) < events.indexOf(`asked ${page + 1}`))
    }
    assert.equal(isOver(), true)
  })

  const refused = new CouldNotRead({
    code: 'pages-doubtful',
    fault: { kind: 'value-missing' },
    requestId: '1',
  })
  const rows: readonly (readonly [
    title: string,
    statuses: readonly number[],
    page: { readonly nextLink: string | undefined; readonly take: () => void },
    failure: RegExp | Error,
    asked: number,
  ])[] = [
    [
      'a page that is refused, with the next one on its way',
      [200, 200],
      { nextLink: linkTo(1), take: refuse },
      refused,
      2,
    ],
    ['it although the next one fails as well', [200, 403], { nextLink: linkTo(1), take: refuse }, refused, 2],
    [
      'a link to elsewhere, which is not followed',
      [200],
      { nextLink: 'https://example.org/', take: () => undefined },
      /next-link-foreign/,
      1,
    ],
    [
      'a link that comes again, which is followed once',
      [200, 200],
      { nextLink: linkTo(1), take: () => undefined },
      /next-link-repeated/,
      2,
    ],
    [
      'what a page holds before the link that it has',
      [200],
      { nextLink: 'https://example.org/', take: refuse },
      refused,
      1,
    ],
  ]
  for (const [title, statuses, page, failure, most] of rows)
    it(`tells of ${title}, and waits for nothing`, async () => {
      const { graph, isOver } = graphOf(statuses)
      await assert.rejects(
        walkPages(graph, path, asking, () => page),
        (error) => {
          assert.ok(error instanceof CouldNotRead)
          if (failure instanceof RegExp) assert.match(JSON.stringify(error.reason), failure)
          else assert.equal(error, failure)
          return true
        },
      )
      assert.equal(graph.requests, most)
      assert.equal(isOver(), true)
      await setImmediate()
    })

  function refuse(): never {
    throw refused
  }
})
