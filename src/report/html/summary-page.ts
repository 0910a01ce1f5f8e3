import type { Element } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { h } from 'hastscript'
import { amount, formatCount } from '../../model/count.ts'
import type { TrendPoint } from '../../rules/trend-point.ts'
import { summarySentence } from '../audit/sentences.ts'
import { type Finding, findingsOf } from '../findings.ts'
import { formatMoment } from '../moment.ts'
import type { Look } from '../outcome-words.ts'
import { type Audit, isOfStandIn, type Report, titleOf } from '../report.ts'
import { type Content, userText } from './page/markup.ts'
import { printableDeep } from './page/printable-deep.ts'
import { changeLines } from './summary/changes.ts'
import { topTasks } from './summary/top-tasks.ts'
import { type Standing, standingOf } from './tenants/standing.ts'
import { byGravity } from './tenants/tenant-row.ts'

interface Summary {
  readonly audit: Audit
  /** By the key of the tenant: its answers in the assessment before this one. */
  readonly before: ReadonlyMap<string, readonly TrendPoint[]>
}

const mostTasks = 3
const mostRows = 60
const mostRules = 10

/**
 * All tenants in the size of a mail: no script, no drawing, nothing to load, and styles where mail programs heed them.
 * Below 100 kB however many the tenants are, as mail programs cut what is longer.
 */
export function renderSummaryPage(given: readonly Report[], { audit, before }: Summary): string {
  const reports = printableDeep(given)
  const tasks = topTasks(reports, mostTasks)
  const body = h('div', { style: styles.page }, [
    h('h1', { style: styles.title }, `MFA registration of ${amount(reports.length, 'tenant')}`),
    h('p', { style: styles.text }, `${summarySentence(reports, audit)} ${formatMoment(audit.finishedAt)}.`),
    ...standIns(reports),
    heading('Top three to do'),
    tasks.length === 0
      ? h('p', { style: styles.text }, 'Nothing: every rule passed or is waived.')
      : h(
          'ol',
          { style: styles.list },
          tasks.map(({ what, where }) =>
            h('li', { style: styles.item }, [h('strong', userText(what)), h('br'), userText(where)]),
          ),
        ),
    heading('Since the previous assessment'),
    h(
      'ul',
      { style: styles.list },
      changeLines(reports, before).map((line) => h('li', { style: styles.item }, userText(line))),
    ),
    heading('Rules and tenants'),
    ...matrix(reports),
    h(
      'p',
      { style: styles.foot },
      `Written by entra-mfa-gate ${audit.version}. Counts only: no user is named.`,
    ),
  ])
  const head = h('head', [
    h('meta', { charSet: 'utf-8' }),
    h('meta', {
      httpEquiv: 'Content-Security-Policy',
      content: "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('title', 'MFA registration of all tenants, in short'),
  ])
  return `<!doctype html>\n${toHtml(h('html', { lang: 'en' }, [head, h('body', { style: styles.body }, body)]))}\n`
}

function standIns(reports: readonly Report[]): readonly Element[] {
  const simulated = reports.filter(({ assessment }) => isOfStandIn(assessment)).length
  return simulated === 0
    ? []
    : [
        h(
          'p',
          { style: styles.text },
          h(
            'strong',
            `Made up: ${formatCount(simulated)} of them are the embedded tenant, a stand-in, and not Microsoft's.`,
          ),
        ),
      ]
}

/** A row a tenant, the most serious first, and a column a rule, those of the most tenants first. */
function matrix(reports: readonly Report[]): readonly Element[] {
  const rows = reports.map((report) => ({ report, standing: standingOf(report) })).sort(byGravity)
  const asked = Map.groupBy(
    reports.flatMap((report) => findingsOf(report)),
    ({ rule }) => rule.id,
  )
  const rules = [...asked].toSorted(([, one], [, other]) => other.length - one.length).map(([id]) => id)
  const columns = rules.slice(0, mostRules)
  const left = [
    ...(rows.length > mostRows ? [amount(rows.length - mostRows, 'more tenant')] : []),
    ...(rules.length > mostRules ? [amount(rules.length - mostRules, 'more rule')] : []),
  ]
  return [
    h('div', { style: styles.scroll }, [
      h('table', { style: styles.table }, [
        h(
          'thead',
          h(
            'tr',
            ['Tenant', ...columns].map((title) =>
              h('th', { style: styles.head, scope: 'col' }, userText(title)),
            ),
          ),
        ),
        h(
          'tbody',
          rows.slice(0, mostRows).map((row) => rowOf(row, columns)),
        ),
      ]),
    ]),
    ...(left.length === 0 ? [] : [h('p', { style: styles.text }, `Not shown: ${left.join(', ')}.`)]),
  ]
}

function rowOf(
  { report, standing }: { readonly report: Report; readonly standing: Standing },
  rules: readonly string[],
): Element {
  const title = h('th', { style: `${styles.cell};${styles.tenant}`, scope: 'row' }, [
    `${standing.look.sign} `,
    userText(titleOf(report.tenant)),
  ])
  if (report.assessment === undefined) {
    const columns = Math.max(1, rules.length)
    return h('tr', [
      title,
      h('td', { style: styles.cell, colSpan: columns }, userText(report.reason?.what ?? '')),
    ])
  }
  const findings = new Map(findingsOf(report).map((finding) => [finding.rule.id, finding]))
  return h('tr', [title, ...rules.map((rule) => cellOf(findings.get(rule)))])
}

function cellOf(finding: Finding | undefined): Element {
  if (finding === undefined) return h('td', { style: styles.cell }, '')
  const { look, numbers } = finding
  const words = numbers?.percent === undefined ? look.word : numbers.ratio
  return h(
    'td',
    { style: `${styles.cell};color:${colours[look.tone]}`, title: look.word },
    `${look.mark} ${words}`,
  )
}

function heading(words: Content): Element {
  return h('h2', { style: styles.heading }, words)
}

const colours: Readonly<Record<Look['tone'], string>> = {
  pass: '#17723f',
  violation: '#b3261e',
  undetermined: '#855300',
  waived: '#5b45a8',
  off: '#55606c',
}

const styles = {
  body: 'margin:0;background:#fff;color:#14181d',
  page: 'max-width:720px;margin:0 auto;padding:16px;font:15px/1.5 "Segoe UI",Helvetica,Arial,sans-serif;overflow-wrap:break-word',
  title: 'font-size:22px;line-height:1.25;margin:0 0 8px',
  heading: 'font-size:16px;margin:20px 0 6px',
  text: 'margin:0 0 8px',
  list: 'margin:0;padding-left:22px',
  item: 'margin:0 0 6px',
  scroll: 'overflow-x:auto',
  table: 'border-collapse:collapse;font-size:13px',
  head: 'min-width:80px;text-align:left;padding:4px 10px 4px 0;border-bottom:1px solid #55606c;vertical-align:bottom',
  cell: 'text-align:left;padding:4px 10px 4px 0;border-bottom:1px solid #dfe3e8;vertical-align:top',
  // A long name must not push the answers out of sight.
  tenant: 'min-width:170px;max-width:200px;overflow-wrap:anywhere',
  foot: 'margin:20px 0 0;font-size:12px;color:#55606c',
} as const
