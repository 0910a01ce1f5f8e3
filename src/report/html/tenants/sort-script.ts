/**
 * Makes the table of tenants sortable and filterable where scripts run; without one the table is complete and in its
 * first order. Plain JavaScript, as it travels inside the page.
 */
export const sortScript = `
(() => {
  const table = document.querySelector('table.tenants')
  const body = table.tBodies[0]
  const rows = [...body.rows]
  const heads = [...table.tHead.rows[0].cells]
  const status = document.getElementById('match-count')
  const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

  const keys = new Map(rows.map((row) => [row, JSON.parse(row.dataset.sort)]))
  const compare = (one, other, sign) => {
    if (one === '' || other === '') return (one === '') - (other === '')
    const difference = Number(one) - Number(other)
    return sign * (Number.isNaN(difference) ? collator.compare(one, other) : difference)
  }
  const sortBy = (column, sign) => {
    for (const head of heads) head.removeAttribute('aria-sort')
    heads[column].setAttribute('aria-sort', sign === 1 ? 'ascending' : 'descending')
    rows.sort((one, other) => compare(keys.get(one)[column], keys.get(other)[column], sign))
    body.append(...rows)
  }
  heads.forEach((head, column) => {
    if (head.dataset.sortable === undefined) return
    const button = document.createElement('button')
    button.type = 'button'
    button.append(...head.childNodes)
    head.append(button)
    button.addEventListener('click', () => {
      const sign = head.getAttribute('aria-sort') === 'ascending' ? -1 : 1
      sortBy(column, sign)
      status.textContent = 'Sorted by ' + button.textContent + (sign === 1 ? ', ascending.' : ', descending.')
    })
  })

  const form = document.querySelector('.filter')
  const input = form.querySelector('input')
  form.hidden = false
  input.addEventListener('input', () => {
    const wanted = input.value.trim().toLowerCase()
    for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted)
    const visible = rows.filter((row) => !row.hidden).length
    status.textContent = visible + ' of ' + rows.length + ' shown'
  })
})()
`
