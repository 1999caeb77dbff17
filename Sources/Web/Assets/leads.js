// The lead list: several rows are marked by keys, by a click with Shift, or all of them at once, and handed over, taken or deleted
// together. Without this script rows are marked one by one, and the bar's buttons work.
import { areLettersOff } from './keys.js'
import { offerPeople } from './people.js'

export function enable(page) {
  const form = page.querySelector('[data-leads]')
  const dialog = page.getElementById('hand-leads')
  const all = form.querySelector('[data-mark-all]')
  const boxes = () => [...form.querySelectorAll('[name=contact]')]
  const marked = () => boxes().filter(box => box.checked)
  let last = null

  form.querySelector('[data-hand]').hidden = false

  form.addEventListener('click', event => {
    const box = event.target.closest('[name=contact]')
    if (box) markUpTo(box, event.shiftKey)
    if (event.target.closest('[data-hand]')) hand()
  })

  // With Shift all rows from the one before become as this one is.
  function markUpTo(box, isRange) {
    const rows = boxes()
    const from = rows.findIndex(other => other.closest('tr').id === last)
    if (isRange && from >= 0) {
      const ends = [from, rows.indexOf(box)].sort((a, b) => a - b)
      for (const other of rows.slice(ends[0], ends[1] + 1)) other.checked = box.checked
    }
    last = box.closest('tr').id
  }

  form.addEventListener('change', event => {
    if (event.target === all) for (const box of boxes()) box.checked = all.checked
    show()
  })

  function show() {
    const count = marked().length
    all.checked = count > 0 && count === boxes().length
    all.indeterminate = count > 0 && !all.checked
    form.querySelector('[data-marked]').textContent = count || ''
  }

  page.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
    if (page.querySelector('dialog[open], :popover-open, details.choice[open]')) return
    if (event.target.matches?.('input:not([type=checkbox]), select, textarea')) return
    const act = { KeyT: take, KeyA: hand, Delete: hide }[event.code]
    if (!act || (event.code !== 'Delete' && areLettersOff())) return
    markSelected()
    if (marked().length === 0) return
    event.preventDefault()
    act()
  })

  // What is done by a key is done to the row that one stands in, where none is marked.
  function markSelected() {
    const row = form.querySelector('[data-row][aria-selected="true"] [name=contact]')
    if (marked().length === 0 && row) row.checked = true
    show()
  }

  function take() { form.requestSubmit(form.querySelector('[data-take]')) }

  function hide() {
    const button = form.querySelector('[data-hide]')
    if (button) form.requestSubmit(button)
  }

  function hand() {
    const target = dialog.querySelector('form')
    for (const old of target.querySelectorAll('[name=contact]')) old.remove()
    for (const box of marked()) {
      const field = page.createElement('input')
      Object.assign(field, { type: 'hidden', name: 'contact', value: box.value })
      target.append(field)
    }
    dialog.querySelector('[data-marked-count]').textContent = marked().length
    dialog.showModal()
    offerPeople(dialog, target.dataset.people)
  }

  dialog.addEventListener('click', event => { if (event.target.closest('[data-dismiss]')) dialog.close() })
  show()
}
