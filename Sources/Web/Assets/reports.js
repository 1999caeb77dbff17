// Reports: groups that fold, rows that are fetched when one is unfolded, and the pictures.
import { drawPictures } from './picture.js'

export function enable() {
  for (const table of document.querySelectorAll('[data-report]')) enableFolding(table)
  const charts = document.querySelectorAll('[data-chart]')
  if (charts.length > 0) drawPictures(charts)
  const counting = document.querySelector('[data-counting]')
  if (counting) tellOfCounting(counting)
}

// A report that takes a while, as one narrowed by words may, says that it is on its way.
function tellOfCounting(notice) {
  let timer
  const begin = event => {
    if (event.defaultPrevented) return
    clearTimeout(timer)
    timer = setTimeout(() => { notice.hidden = false }, 300)
  }
  addEventListener('submit', event => { if (event.target.method === 'get') begin(event) })
  addEventListener('click', event => {
    const link = event.target.closest('a[href]')
    const isHere = link?.pathname === location.pathname && !link.hash && !link.target
    if (isHere && !event.ctrlKey && !event.metaKey && !event.shiftKey) begin(event)
  })
  addEventListener('pageshow', () => {
    clearTimeout(timer)
    notice.hidden = true
  })
}

function enableFolding(table) {
  table.addEventListener('click', event => {
    const twist = event.target.closest('[data-twist]')
    if (twist) fold(twist.closest('tr'))
  })
  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.target.closest('input, select, textarea, dialog')) return
    const row = table.querySelector('tr[aria-selected="true"]')
    if (!row || !['ArrowLeft', 'ArrowRight'].includes(event.code)) return
    const isOpen = row.getAttribute('aria-expanded')
    if (isOpen !== String(event.code === 'ArrowLeft')) return
    event.preventDefault()
    fold(row)
  })
}

// Rows below a row that are fetched when it is first unfolded.
async function fetchBelow(row) {
  const source = row.dataset.below
  delete row.dataset.below
  row.setAttribute('aria-busy', 'true')
  try {
    const answer = await fetch(source, { headers: { Accept: 'text/html' } })
    if (!answer.ok) throw new Error(String(answer.status))
    const rows = document.createElement('template')
    rows.innerHTML = `<table><tbody>${await answer.text()}</tbody></table>`
    row.after(...rows.content.querySelectorAll('tr'))
  } catch {
    // At the next press again.
    row.dataset.below = source
    setExpanded(row, false)
  }
  row.removeAttribute('aria-busy')
}

function setExpanded(row, isOpen) {
  row.setAttribute('aria-expanded', isOpen)
  row.querySelector('[data-twist]').setAttribute('aria-expanded', isOpen)
}

function fold(row) {
  const isOpen = row.getAttribute('aria-expanded') !== 'true'
  const level = Number(row.getAttribute('aria-level'))
  setExpanded(row, isOpen)
  if (row.dataset.below) { fetchBelow(row); return }
  // Rows below one that is folded itself stay hidden.
  let hiddenBelow = isOpen ? Infinity : level
  for (let next = row.nextElementSibling; next && Number(next.getAttribute('aria-level')) > level; next = next.nextElementSibling) {
    const own = Number(next.getAttribute('aria-level'))
    if (own <= hiddenBelow) hiddenBelow = Infinity
    next.hidden = own > hiddenBelow
    if (next.getAttribute('aria-expanded') === 'false') hiddenBelow = Math.min(hiddenBelow, own)
  }
}
