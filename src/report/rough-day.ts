import { type Day, formatDay } from '../rules/calendar.ts'

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
]

/** Up to this many days ahead a projection names the day, and beyond only the month. */
const nearDays = 60

/** `about 2027-01-14`, `about March 2028`: no more exact than a projection can be. */
export function roughDay(day: Day, today: Day): string {
  const text = formatDay(day)
  if (day - today <= nearDays) return `about ${text}`
  const month = months[Number(text.slice(5, 7)) - 1] ?? ''
  return `about ${month} ${text.slice(0, 4)}`
}
