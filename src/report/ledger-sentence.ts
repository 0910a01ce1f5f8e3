import { amount, formatCount } from '../model/count.ts'
import { directorySentence } from './directory-words.ts'
import type { AdminsFilter, PageFault, PageLedger } from '../model/ledger.ts'

/** `Pages: 2 requests, 2 pages, 1,998 rows, 1,998 distinct users, no duplicates.` */
export function ledgerSentence(ledger: PageLedger): string {
  const { requests, pages, rows, distinct, duplicates, unusable, restarts, adminsFilter, directory } = ledger
  const parts = [
    amount(requests, 'request'),
    amount(pages, 'page'),
    amount(rows, 'row'),
    amount(distinct, 'distinct user'),
    duplicates === 0 ? 'no duplicates' : amount(duplicates, 'duplicate'),
    ...(unusable === 0 ? [] : [amount(unusable, 'unusable row')]),
    ...(restarts === 0 ? [] : [amount(restarts, 'restart')]),
  ]
  const filter = adminsFilter === undefined ? '' : ` ${filterSentences[adminsFilter]}`
  const beside = directory === undefined ? '' : ` ${directorySentence(directory)}`
  return `Pages: ${parts.join(', ')}.${filter}${beside}`
}

const readAll = 'so every user was read'

const filterSentences: Readonly<Record<AdminsFilter, string>> = {
  heeded:
    'Only admins were read, by a filter that Microsoft does not document (adminsByFilter): nothing would show that one is missing.',
  refused: `The filter on admins (adminsByFilter) was refused, ${readAll}.`,
  ignored: `The filter on admins (adminsByFilter) was ignored, because a row came whose isAdmin is not true, ${readAll}.`,
  empty: `The filter on admins (adminsByFilter) found nobody, but every tenant has an admin, ${readAll}.`,
  passedOver: `The filter on admins (adminsByFilter) was not used, as rules, exclusions or a list ask about others too, ${readAll}.`,
}

export function pageFaultWords(fault: PageFault): string {
  switch (fault.kind) {
    case 'next-link-repeated':
      return 'a next link came a second time, so the report would never end'
    case 'next-link-foreign':
      return 'a next link leads away from Microsoft Graph; it was not followed, because the token must stay with Graph'
    case 'next-link-elsewhere':
      return 'a next link leads to another report than the one that was asked for'
    case 'value-missing':
      return 'a page has no value, so its users are unknown'
    case 'rows-lacking':
      return `${amount(fault.rows, 'row')} of a page ${have(fault.rows)} no usable ${fault.member}`
    case 'types-lacking':
      return `${amount(fault.accounts, 'account')} ${have(fault.accounts)} no userType (Member or Guest), and without it no segment of members or guests can be counted`
    case 'rows-duplicated':
      return `${amount(fault.rows, 'user')} came twice, so others may be missing`
    case 'rows-removed':
      return `${amount(fault.rows, 'row')} of a page ${fault.rows === 1 ? 'is' : 'are'} marked as removed, which rows of this report never are`
    case 'count-unequal':
      return `the report says that it has ${amount(fault.declared, 'row')}, and ${formatCount(fault.rows)} came`
    case 'fewer-after-restart':
      return `${amount(fault.before, 'user')} had come before the report was read again from the start, and ${formatCount(fault.after)} in all after it`
    case 'skip-token-expired':
      return 'the skip token expired while reading, also after a new start'
  }
}

function have(number: number): string {
  return number === 1 ? 'has' : 'have'
}
