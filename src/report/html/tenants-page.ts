import type { Element } from 'hast'
import { h } from 'hastscript'
import { amount, formatCount } from '../../model/count.ts'
import { findingsOf } from '../findings.ts'
import { formatMoment } from '../moment.ts'
import { isAssessed, isOfStandIn, type Occasion, type Report, titleOf } from '../report.ts'
import { pageParts, place } from './page/document.ts'
import { textOf, userText } from './page/markup.ts'
import { printableDeep } from './page/printable-deep.ts'
import { section } from './page/section.ts'
import { classOf } from './page/table.ts'
import { type Look, signOf } from './page/verdict-look.ts'
import { ruleCards } from './tenant/rule-card.ts'
import { sharedSources } from '../shared-sources.ts'
import { sortScript } from './tenants/sort-script.ts'
import { summaryName } from './tenants/page-names.ts'
import { type Standing, standingOf } from './tenants/standing.ts'
import { byGravity, columns, type Placed, rowOf } from './tenants/tenant-row.ts'

type PageOf = (report: Report) => string

/** The page over all tenants as one text, as `tenantsPageParts`. */
export function renderTenantsPage(reports: readonly Report[], occasion: Occasion, pageOf?: PageOf): string {
  return [...tenantsPageParts(reports, occasion, pageOf)].join('')
}

/**
 * All tenants of one audit as one HTML file, piece by piece, of which each is of one tenant: the gravest first, each with
 * its trend, and a link to its own page where `pageOf` names one. Without, the page has the rules of every tenant too.
 */
export function tenantsPageParts(
  reports: readonly Report[],
  { audit, drawn }: Occasion,
  pageOf?: PageOf,
): Generator<string> {
  const ordered = reports.map((report, at) => ({ at, standing: orderOf(report) })).sort(byGravity)
  const placed = function* (): Generator<Placed> {
    for (const { at } of ordered) {
      const given = reports[at]
      if (given === undefined) continue
      const report = printableDeep(given)
      yield {
        report,
        standing: standingOf(report),
        link: isAssessed(report) ? (pageOf?.(given) ?? `#tenant-${at}`) : undefined,
        trend: drawn?.get(given.tenant.key),
      }
    }
  }
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
    h('main', [standIns(reports), summary(ordered), tenantTable(), pageOf === undefined ? place : null]),
    h('footer', [
      h('p', `Written by entra-mfa-gate ${audit?.version ?? ''}.`),
      h('p', 'Counts only: the page names no user of any tenant. It loads nothing and sends nothing.'),
    ]),
  ])
  return pageParts({
    title: 'MFA registration of all tenants',
    body,
    script: sortScript,
    filled: [mapped(placed(), rowOf), mapped(placed(), rulesOf)],
  })
}

function* mapped(placed: Iterable<Placed>, draw: (one: Placed) => Element | undefined): Generator<string> {
  for (const one of placed) {
    const drawn = draw(one)
    if (drawn !== undefined) yield textOf(drawn)
  }
}

/** Without the finding, of which one more would be kept for each tenant. */
function orderOf(report: Report): Pick<Standing, 'look' | 'rank' | 'room'> {
  const { look, rank, room } = standingOf(report)
  return { look, rank, room }
}

/** Every rule of one tenant, where no page of its own tells them. */
function rulesOf({ report, link }: Placed): Element | undefined {
  const id = link?.slice(1)
  if (id === undefined) return undefined
  const findings = findingsOf(report)
  const sources = sharedSources(findings).map((line) => h('p', userText(line)))
  return section(
    id,
    userText(titleOf(report.tenant)),
    ...ruleCards(findings, `${id}-rule`, () => []),
    ...sources,
  )
}

function standIns(reports: readonly Report[]): Element | null {
  const simulated = reports.filter(({ assessment }) => isOfStandIn(assessment)).length
  return simulated === 0
    ? null
    : h(
        'p.notice',
        `Made up: ${formatCount(simulated)} of these tenants are the embedded tenant, a stand-in, and not Microsoft's.`,
      )
}

/** How many tenants gave which answer. */
function summary(ordered: readonly { readonly standing: Pick<Standing, 'look'> }[]): Element {
  const groups = Map.groupBy(ordered, ({ standing }) => standing.look.word)
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
        h('tbody', { role: 'rowgroup' }, place),
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
