import type { Element } from 'hast'
import { h } from 'hastscript'
import { amount, formatCount } from '../../model/count.ts'
import { findingsOf } from '../findings.ts'
import { formatMoment } from '../moment.ts'
import { isAssessed, isOfStandIn, type Occasion, type Report, titleOf } from '../report.ts'
import { renderPage, rowsPlace } from './page/document.ts'
import { settled, textOf, userText } from './page/markup.ts'
import { printableDeep } from './page/printable-deep.ts'
import { section } from './page/section.ts'
import { classOf } from './page/table.ts'
import { type Look, signOf } from './page/verdict-look.ts'
import { ruleCards } from './tenant/rule-card.ts'
import { sharedSources } from '../shared-sources.ts'
import { sortScript } from './tenants/sort-script.ts'
import { summaryName } from './tenants/page-names.ts'
import { standingOf } from './tenants/standing.ts'
import { byGravity, columns, type Placed, rowOf } from './tenants/tenant-row.ts'

/**
 * All tenants of one audit as one HTML file: the gravest first, each with its trend, and a link to its own page where
 * `pageOf` names one. Without, the page has the rules of every tenant too.
 */
export function renderTenantsPage(
  reports: readonly Report[],
  { audit, drawn }: Occasion,
  pageOf?: (report: Report) => string,
): string {
  const placed = printableDeep(reports)
    .map((report, at): Placed => ({
      report,
      standing: standingOf(report),
      link: isAssessed(report) ? (pageOf?.(report) ?? `#tenant-${at}`) : undefined,
      trend: drawn?.get(report.tenant.key),
    }))
    .sort(byGravity)
  const body = h('div.page', [
    h('a.skip', { href: '#tenants' }, 'Skip to the table'),
    h('header', [
      h('div.product', [
        h('span', [h('strong', 'entra-mfa-gate'), ' · MFA registration report']),
        pageOf === undefined ? null : h('a', { href: summaryName }, 'Summary for a mail'),
      ]),
      h('h1', amount(reports.length, 'tenant')),
      h('div.about', [h('span', `Written ${formatMoment(audit?.finishedAt ?? '')}`)]),
    ]),
    h('main', [
      standIns(placed),
      summary(placed),
      tenantTable(),
      ...(pageOf === undefined ? placed.flatMap(rulesOf) : []),
    ]),
    h('footer', [
      h('p', `Written by entra-mfa-gate ${audit?.version ?? ''}.`),
      h('p', 'Counts only: the page names no user of any tenant. It loads nothing and sends nothing.'),
    ]),
  ])
  return renderPage({
    title: 'MFA registration of all tenants',
    body,
    script: sortScript,
    rows: placed.map((one) => textOf(rowOf(one))),
  })
}

/** Every rule of one tenant, where no page of its own tells them. */
function rulesOf({ report, link }: Placed) {
  const id = link?.slice(1)
  if (id === undefined) return []
  const findings = findingsOf(report)
  const sources = sharedSources(findings).map((line) => h('p', userText(line)))
  return [
    settled(
      section(
        id,
        userText(titleOf(report.tenant)),
        ...ruleCards(findings, `${id}-rule`, () => []),
        ...sources,
      ),
    ),
  ]
}

function standIns(placed: readonly Placed[]): Element | null {
  const simulated = placed.filter(({ report }) => isOfStandIn(report.assessment)).length
  return simulated === 0
    ? null
    : h(
        'p.notice',
        `Made up: ${formatCount(simulated)} of these tenants are the embedded tenant, a stand-in, and not Microsoft's.`,
      )
}

/** How many tenants gave which answer. */
function summary(placed: readonly Placed[]): Element {
  const groups = Map.groupBy(placed, ({ standing }) => standing.look.word)
  return h(
    'ul.stats',
    { ariaLabel: 'Tenants by answer' },
    [...groups.values()].map((group) => stat(group.length, group[0]?.standing.look)),
  )
}

function stat(tenants: number, look: Look | undefined): Element | null {
  if (look === undefined) return null
  const { word, sign, tone } = look
  return h('li', { className: ['card', tone] }, [
    h('span.stat', formatCount(tenants)),
    h('span.word', [signOf(sign), ` ${word}`]),
  ])
}

function tenantTable(): Element {
  return h('section', { id: 'tenants', ariaLabelledBy: 'tenants-title' }, [
    h('h2', { id: 'tenants-title' }, 'Tenants'),
    h('div.filter', { hidden: true, role: 'search' }, [
      h('label', { htmlFor: 'filter' }, 'Find a tenant, rule or tag'),
      h('input', { id: 'filter', type: 'search', autoComplete: 'off' }),
    ]),
    h('p', { id: 'match-count', role: 'status' }),
    h('div.card', [
      h('table.tenants', { role: 'table' }, [
        h(
          'caption',
          'The most serious answer first. Share, minimum, missing users and trend are those of the weakest rule.',
        ),
        h('thead.sorters', { role: 'rowgroup' }, [h('tr', { role: 'row' }, columns.map(head))]),
        h('tbody', { role: 'rowgroup' }, rowsPlace),
      ]),
    ]),
  ])
}

function head(column: (typeof columns)[number], at: number): Element {
  return h(
    'th',
    {
      role: 'columnheader',
      scope: 'col',
      className: classOf(column),
      dataSortable: '',
      ariaSort: at === 1 ? 'ascending' : undefined,
    },
    column.title,
  )
}
