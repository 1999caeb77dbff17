// The tables in which somebody chooses a person, whose cells are kept true by the event stream. What is typed narrows them, the arrows
// choose. In a dialog the table comes when it is opened.

export function enablePeople() {
  markLongestFree()
  new MutationObserver(markLongestFree).observe(document.body, { childList: true, subtree: true })
  document.addEventListener('input', ({ target }) => {
    if (target.matches('.people-table [data-narrow]')) narrow(target.closest('.people-table'), true)
  })
  document.addEventListener('change', ({ target }) => {
    const table = target.closest?.('.people-table')
    if (!table) return
    if (target.name === '_people') {
      table.classList.toggle('only-preferred', target.value === 'preferred')
      narrow(table)
      markLongestFree()
    }
    allow(table)
  })
  document.addEventListener('keydown', event => {
    if (event.target.matches?.('[data-narrow]')) chooseByArrows(event, event.target.closest('.people-table'))
  })
}

// Of those who are seen, who has been free for longest. Several of one moment are as good as each other.
function markLongestFree() {
  for (const table of document.querySelectorAll('.people-table')) {
    const cells = [...table.querySelectorAll('[data-free]')].filter(cell => cell.checkVisibility())
    const longest = Math.min(...cells.map(cell => Number(cell.dataset.free)))
    for (const cell of cells) {
      const isLongest = cells.length > 1 && Number(cell.dataset.free) === longest
      if (cell.hasAttribute('data-longest') !== isLongest) cell.toggleAttribute('data-longest', isLongest)
    }
  }
}

// The rows that what is typed belongs to; the first of them is chosen, so that a name and Ctrl+Enter are enough.
export function narrow(table, isTyped = false) {
  const parts = table.querySelector('[data-narrow]').value.toLowerCase().split(/\s+/).filter(Boolean)
  const rows = [...table.querySelectorAll('tbody tr')]
  for (const row of rows) row.hidden = !parts.every(part => row.dataset.words.includes(part))
  const seen = rows.filter(row => row.checkVisibility())
  const chosen = rows.find(row => row.querySelector(':checked'))
  if (isTyped && parts.length > 0 && !seen.includes(chosen)) pick(seen[0])
  table.querySelector('[data-nobody]').hidden = seen.length > 0 || rows.length === 0
  allow(table)
}

// The arrows choose a row while something is typed.
export function chooseByArrows(event, table) {
  if (!['ArrowDown', 'ArrowUp'].includes(event.key)) return
  const rows = [...table.querySelectorAll('tbody tr')].filter(row => row.checkVisibility())
  if (rows.length === 0) return
  event.preventDefault()
  const now = rows.findIndex(row => row.querySelector(':checked'))
  const next = event.key === 'ArrowDown' ? Math.min(now + 1, rows.length - 1) : Math.max(now - 1, 0)
  pick(rows[next])
  rows[next].scrollIntoView({ block: 'nearest' })
}

function pick(row) {
  const radio = row?.querySelector('input[type=radio]')
  if (!radio || radio.checked) return
  radio.checked = true
  radio.dispatchEvent(new Event('change', { bubbles: true }))
}

// Nothing is given to somebody who is not seen.
function allow(table) {
  const button = table.closest('.people-here')?.closest('form').querySelector('[data-primary]')
  if (button) button.disabled = !table.querySelector('tbody tr:has(:checked)')?.checkVisibility()
}

// The table of a dialog that was opened; it goes when the dialog closes.
export async function offerPeople(dialog, address) {
  const place = dialog.querySelector('.people-here')
  if (!place) return
  const button = dialog.querySelector('[data-primary]')
  button.disabled = true
  place.dataset.asked = address
  dialog.addEventListener('close', () => {
    delete place.dataset.asked
    place.replaceChildren()
  }, { once: true })
  const answer = await fetch(address, { headers: { 'X-Requested-With': 'page' } }).catch(() => null)
  // Closed meanwhile, or opened for another contact.
  if (place.dataset.asked !== address) return
  if (!answer?.ok) return place.replaceChildren(dialog.querySelector('template').content.cloneNode(true))
  place.innerHTML = await answer.text()
  const table = place.querySelector('.people-table')
  narrow(table)
  table.querySelector('[data-narrow]').focus()
  table.querySelector('tbody tr:has(:checked)')?.scrollIntoView({ block: 'nearest' })
}
