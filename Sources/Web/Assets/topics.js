// Topics to be ticked (see TopicChooser.swift): the box is narrowed as one types, the arrows go through it, Enter ticks, Esc closes.
// On a card each tick is sent at once.
import { post } from './notes.js'

export function enableTopics() {
  document.addEventListener('toggle', event => {
    if (event.target.matches?.('[data-topics]') && event.target.open) open(event.target)
  }, true)
  document.addEventListener('input', event => {
    if (event.target.matches?.('[data-sought]')) narrow(event.target.closest('[data-topics]'))
  })
  document.addEventListener('change', event => {
    const box = event.target.closest?.('[data-topics]')
    if (box && event.target.type === 'checkbox') take(box, event.target)
  })
  // Before anything else acts on the keys.
  document.addEventListener('keydown', event => {
    const box = event.target.closest?.('[data-topics]')
    if (box?.open && act(box, event)) {
      event.preventDefault()
      event.stopPropagation()
    }
  }, true)
  document.addEventListener('click', event => {
    for (const box of document.querySelectorAll('[data-topics][open]')) if (!box.contains(event.target)) box.open = false
  })
}

const ticks = box => [...box.querySelectorAll('input[type=checkbox]')]
const shown = box => ticks(box).filter(tick => !tick.closest('li').hidden)

function open(box) {
  const field = box.querySelector('[data-sought]')
  field.value = ''
  narrow(box)
  field.focus()
}

// As the registry folds what is searched: small letters, and the one with two dots as the one without.
const folded = text => text.toLowerCase().replaceAll('\u0451', '\u0435')

function narrow(box) {
  const parts = folded(box.querySelector('[data-sought]').value).split(/\s+/).filter(Boolean)
  for (const tick of ticks(box)) {
    const title = folded(tick.dataset.title)
    tick.closest('li').hidden = !parts.every(part => title.includes(part))
  }
  box.querySelector('[data-nothing]').hidden = shown(box).length > 0
}

// - Returns whether the key was meant for the box.
function act(box, event) {
  const { code, ctrlKey, altKey, metaKey, target } = event
  if (ctrlKey || altKey || metaKey) return false
  if (code === 'Escape') {
    box.open = false
    box.querySelector('summary').focus()
    return true
  }
  const all = shown(box)
  const place = all.indexOf(target)
  if (code === 'ArrowDown' || code === 'ArrowUp') {
    const next = place + (code === 'ArrowDown' ? 1 : -1)
    if (next < 0) box.querySelector('[data-sought]').focus()
    else all[Math.min(next, all.length - 1)]?.focus()
    return true
  }
  // Enter in the field ticks the first that is found; it sends no form.
  if ((code === 'Enter' || code === 'NumpadEnter') && !target.matches('summary')) {
    (place < 0 ? all[0] : target)?.click()
    if (place < 0) target.select()
    return true
  }
  return false
}

function tell(box) {
  const chosen = ticks(box).filter(tick => tick.checked).map(tick => tick.dataset.title)
  const words = box.querySelector('[data-chosen]')
  words.textContent = chosen.join(', ') || words.dataset.none
}

async function take(box, tick) {
  tell(box)
  if (!box.dataset.send) return
  const answer = await post(box.dataset.send, { topic: tick.value, is_on: tick.checked ? '1' : '0' })
  const said = box.parentElement.querySelector('[data-topics-said]')
  if (said) said.textContent = answer?.ok ? '' : box.dataset.failed
  if (answer?.ok) return box.dispatchEvent(new CustomEvent('topics', { bubbles: true }))
  tick.checked = !tick.checked
  tell(box)
}
