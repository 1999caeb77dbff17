// The register of missed calls by keys: rows, marks, the bar of what is marked, undo. Without this script the page works by
// its forms alone.

import { areLettersOff } from './keys.js'

const toastTime = 8_000
const place = 'missed-place'

export function enable(page) {
  forgetNotices()
  for (const toast of page.querySelectorAll('[data-toast]')) fade(toast)
  const form = page.querySelector('[data-missed]')
  const rows = form ? [...form.querySelectorAll('[data-row]')] : []
  let current = -1

  const box = row => row?.querySelector('[name=call]')
  const marked = () => rows.filter(row => box(row).checked)

  function select(index) {
    if (rows.length === 0) return
    rows[current]?.rows[0].removeAttribute('aria-selected')
    current = Math.min(Math.max(index, 0), rows.length - 1)
    rows[current].rows[0].setAttribute('aria-selected', 'true')
    rows[current].rows[0].scrollIntoView({ block: 'nearest' })
  }

  function mark(row, isMarked) {
    box(row).checked = isMarked
    showCount()
  }

  function showCount() {
    form.querySelector('[data-marked]').textContent = marked().length || ''
  }

  // What is done to marked rows begins here: where none is, the current one is marked.
  function begin(name) {
    if (!form) return
    if (marked().length === 0 && rows[current]) mark(rows[current], true)
    const button = form.querySelector(`[data-press=${name}]`)
    if (marked().length > 0) button?.parentElement.querySelector('select').focus()
  }

  function unfold(isUnfolded) {
    const fold = rows[current]?.querySelector('[data-unfold]')
    if (fold) fold.checked = isUnfolded
    return Boolean(fold)
  }

  const keys = {
    KeyJ: () => select(current + 1),
    ArrowDown: () => select(current + 1),
    KeyK: () => select(current - 1),
    ArrowUp: () => select(current - 1),
    KeyX: () => rows[current] && mark(rows[current], !box(rows[current]).checked),
    KeyC: () => rows[current]?.querySelector('a[data-number]')?.click(),
    KeyE: () => begin('exclude'),
    KeyA: () => begin('assign'),
    KeyZ: () => page.querySelector('[data-undo]')?.click(),
    ArrowRight: () => unfold(true),
    ArrowLeft: () => unfold(false),
    Enter: () => rows[current]?.querySelector('[data-open]')?.click()
  }

  page.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return
    // What lies above the page has the keys to itself.
    if (page.querySelector('dialog[open], :popover-open, details.choice[open]')) return
    if (event.code === 'Escape') return leave(event.target)
    if (isTyping(event.target)) return pressFrom(event)
    if (event.code === 'Enter' && event.target.closest?.('a, button, summary')) return
    const act = keys[event.code]
    if (!act || (event.shiftKey && event.code !== 'Enter')) return
    if (event.code.startsWith('Key') && areLettersOff()) return
    event.preventDefault()
    act()
  })

  // Enter in the bar presses the button beside the field: a list of choices does not by itself.
  function pressFrom(event) {
    const group = event.target.closest?.('.marking .buttons')
    if (!group || event.code !== 'Enter' && event.code !== 'NumpadEnter') return
    event.preventDefault()
    group.querySelector('[data-press]').click()
  }

  // One step back: out of the field, then nothing is marked any more.
  function leave(target) {
    if (isTyping(target)) return target.blur()
    for (const row of marked()) mark(row, false)
  }

  if (!form) return
  form.addEventListener('change', showCount)
  form.addEventListener('click', event => {
    const row = event.target.closest('[data-row]')
    if (row) select(rows.indexOf(row))
    const beginning = event.target.closest('[data-begin]')
    if (!beginning) return
    event.preventDefault()
    if (!box(row).checked) {
      for (const other of marked()) mark(other, false)
      mark(row, true)
    }
    begin(beginning.dataset.begin)
  })
  // The page comes anew after each change: the eye finds it where it was.
  form.addEventListener('submit', () => {
    const kept = { path: location.pathname, current, top: page.querySelector('.main').scrollTop }
    sessionStorage.setItem(place, JSON.stringify(kept))
  })
  showCount()
  restore()

  function restore() {
    const kept = JSON.parse(sessionStorage.getItem(place) ?? 'null')
    sessionStorage.removeItem(place)
    if (kept?.path !== location.pathname) return
    page.querySelector('.main').scrollTop = kept.top
    if (kept.current >= 0) select(kept.current)
  }
}

// Boxes that are ticked take no letters.
function isTyping(element) {
  return element.matches?.('input:not([type=checkbox]), select, textarea, [contenteditable]') ?? false
}

// What was done is told once, not again when the page is loaded anew.
function forgetNotices() {
  const address = new URL(location)
  for (const name of ['done', 'left', 'undo', 'refused', 'undone', 'wrong', 'assigned', 'saved']) address.searchParams.delete(name)
  if (address.href !== location.href) history.replaceState(history.state, '', address)
}

// Stays while the pointer or the focus is on it.
function fade(toast) {
  setTimeout(() => toast.matches(':hover, :focus-within') ? fade(toast) : toast.remove(), toastTime)
}
