// The keyboard map. Keys are physical, so that the map is the same under every layout; single letters are off while a field has
// the focus, and can be switched off altogether. A page says by attributes what its keys do:
//   data-primary      Ctrl+Enter presses it
//   data-choice       Alt+1 presses the first that is seen, Alt+2 the second, Alt+0 the tenth
//   data-alt="KeyC"   Alt and C press it; on the label of a field they lead into the field
//   data-back         Esc presses it, outside of a field
//   data-go="KeyM"    a link that G, then M, follows
//   data-key="KeyE"   E presses it: in the selected row of a list, else anywhere on the page
//                     C calls the number in a row that has no such button
//                     data-key="ArrowRight" unfolds, "ArrowLeft" folds the selected row of a tree
//   data-row          a row that J and K select, and Enter opens by its first link
//   data-search       the field that / leads to, where the bar has no search for clients
//   data-own-keys     the list has keys of its own, besides those of every page

// A number in a row calls; it does not open the row.
const opening = 'a[href]:not([data-number])'
const lettersOff = 'letters-off'
const goTime = 2_000
let goUntil = 0

export function enableKeys() {
  document.addEventListener('keydown', event => {
    if (!event.defaultPrevented && !event.isComposing && act(event)) event.preventDefault()
  })
  document.addEventListener('click', event => {
    const row = event.target.closest?.('[data-row]')
    if (row && !row.closest('[data-own-keys]')) select(row)
  })
  const choice = document.querySelector('[data-letters]')
  if (!choice) return
  choice.checked = !areLettersOff()
  choice.addEventListener('change', () => {
    if (choice.checked) localStorage.removeItem(lettersOff)
    else localStorage.setItem(lettersOff, '1')
  })
}

export function areLettersOff() { return localStorage.getItem(lettersOff) !== null }

// - Returns whether the key was meant for us.
function act(event) {
  const { code, target } = event
  // Who is in a questionnaire is there with the keys, too.
  const own = target.closest?.('.questionnaire') ?? undefined
  if (event.ctrlKey && !event.altKey && (code === 'Enter' || code === 'NumpadEnter')) {
    return own && press('[data-primary]', own) || press('[data-primary]')
  }
  if (event.altKey && !event.ctrlKey && /^Digit\d$/.test(code)) return choose(Number(code.at(-1)) || 10, own)
  if (event.altKey && !event.ctrlKey && !event.shiftKey && press(`[data-alt="${code}"]`)) return true
  if (code === 'F1') return toggleSheet('help') || toggleSheet('keys')
  if (event.ctrlKey || event.altKey || event.metaKey) return false
  if (code === 'Escape') return leave(target)
  if (isField(target)) return false
  if (event.key === '?' || (code === 'Slash' && event.shiftKey)) return toggleSheet('keys')
  if (code === 'Slash') return focus('[data-client-search]') || focus('[data-search]')
  if (document.querySelector('dialog[open], :popover-open') || areLettersOff()) return false
  if (event.shiftKey) return false
  const isGoing = Date.now() < goUntil
  goUntil = code === 'KeyG' && !isGoing ? Date.now() + goTime : 0
  if (isGoing) return press(`[data-go="${code}"]`)
  return code === 'KeyG' || actInList(code, target)
}

function actInList(code, target) {
  if (document.querySelector('[data-own-keys]')) return false
  if (code === 'KeyJ') return step(1)
  if (code === 'KeyK') return step(-1)
  const row = document.querySelector('[data-row][aria-selected="true"]')
  // On a button or a link Enter is the browser's.
  if (code === 'Enter' && row && !target.closest('a, button, summary')) return press(opening, row)
  if (code === 'KeyX' && row) return press('input[type=checkbox]', row)
  if (code.startsWith('Arrow')) return Boolean(row) && press(`[data-key="${code}"]`, row)
  if (row && press(`[data-key="${code}"]`, row)) return true
  if (row && code === 'KeyC' && press('a[data-number]', row)) return true
  return press(`[data-key="${code}"]`)
}

function press(selector, place) {
  const [element] = pressable(selector, place)
  element?.click()
  // The words beside a field lead into it.
  element?.control?.focus()
  return Boolean(element)
}

function choose(number, place) {
  const choice = pressable('[data-choice]', place)[number - 1]
  choice?.click()
  // A page may lead on from what was chosen by a key; who clicks or uses the arrows stays there.
  choice?.dispatchEvent(new CustomEvent('chosen', { bubbles: true }))
  return Boolean(choice)
}

function pressable(selector, place) {
  place ??= document.querySelector('dialog[open]') ?? document
  return [...place.querySelectorAll(selector)].filter(found => found.checkVisibility() && !found.disabled)
}

function focus(selector) {
  const field = document.querySelector(selector)
  field?.closest('details')?.setAttribute('open', '')
  field?.focus()
  field?.select?.()
  return Boolean(field)
}

// Out of a field; a dialog or a sheet closes by itself.
function leave(target) {
  if (document.querySelector('dialog[open], :popover-open')) return false
  if (!isField(target)) return press('[data-back]', target.closest?.('.questionnaire') ?? undefined)
  target.blur()
  return true
}

function step(distance) {
  const rows = [...document.querySelectorAll('[data-row]')].filter(row => row.checkVisibility())
  if (rows.length === 0) return false
  const place = rows.findIndex(row => row.getAttribute('aria-selected') === 'true')
  const next = place < 0 ? (distance > 0 ? 0 : rows.length - 1) : Math.min(Math.max(place + distance, 0), rows.length - 1)
  select(rows[next])
  // Where the focus is, the next Tab leads on from.
  rows[next].querySelector(opening)?.focus({ preventScroll: true })
  rows[next].scrollIntoView({ block: 'nearest' })
  return true
}

function select(row) {
  for (const other of document.querySelectorAll('[data-row][aria-selected="true"]')) other.removeAttribute('aria-selected')
  row.setAttribute('aria-selected', 'true')
}

function toggleSheet(id) {
  const sheet = document.getElementById(id)
  sheet?.togglePopover()
  return Boolean(sheet)
}

function isField(element) {
  return element.isContentEditable || element.matches?.('textarea, select, input:not([type=checkbox], [type=radio], [type=button])')
}
