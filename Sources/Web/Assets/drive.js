// The cars that may be tried, half hour by half hour: the arrows lead through the free ones, of which one is in the Tab order. In a
// script's step a press fills the fields in; on a page of its own it is sent. What a colleague books or gives up is seen at once, in
// a workshop's day, too.
import { apply } from './patch.js'

// What another process on the same database writes is looked for.
const askEvery = 20_000

export function enableDriveDay() {
  followBookings()
  new MutationObserver(ready).observe(document.body, { childList: true, subtree: true })
  ready()
  document.addEventListener('keydown', onKey)
  document.addEventListener('click', onClick)
}

function ready() {
  for (const table of document.querySelectorAll('.drive-day:not([data-ready])')) {
    table.dataset.ready = ''
    const slots = [...table.querySelectorAll('.slot')]
    const first = slots.find(slot => slot === document.activeElement)
      ?? slots.find(slot => slot.getAttribute('aria-pressed') === 'true') ?? slots[0]
    for (const slot of slots) slot.tabIndex = slot === first ? 0 : -1
  }
}

// The stream says that something was promised otherwise; the server makes the picture anew, by what stands in the form.
function followBookings() {
  const pulse = document.createElement('span')
  Object.assign(pulse, { id: 'bookings-pulse', hidden: true })
  document.body.append(pulse)
  new MutationObserver(() => {
    for (const place of document.querySelectorAll('[data-picture]')) lookAgain(place)
    for (const day of document.querySelectorAll('[data-day]')) {
      if (day.checkVisibility()) day.dispatchEvent(new CustomEvent('stale', { bubbles: true }))
    }
  }).observe(pulse, { childList: true, subtree: true, characterData: true })
  setInterval(() => {
    if (!document.hidden) for (const place of document.querySelectorAll('[data-picture]')) lookAgain(place)
  }, askEvery)
}

let looks = 0

async function lookAgain(place) {
  const look = ++looks
  const form = place.closest('form')
  const body = new URLSearchParams(new FormData(form))
  body.set('look', '1')
  const answer = await fetch(form.action, { method: 'POST', body }).catch(() => null)
  if (!answer?.ok || look !== looks) return
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(place.id)
  if (!fresh) return
  apply([{ fill: place.id, html: fresh.innerHTML }])
  ready()
}

function onKey(event) {
  if (!event.target.matches?.('.drive-day .slot') || event.altKey || event.ctrlKey || event.metaKey) return
  const next = neighbour(event.target, event.key)
  if (!next) return
  event.preventDefault()
  event.target.tabIndex = -1
  next.tabIndex = 0
  next.focus()
  next.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

const timeOf = slot => slot.dataset.slot.split('@')[1]

function neighbour(slot, key) {
  const row = slot.closest('tr')
  const own = [...row.querySelectorAll('.slot')]
  const place = own.indexOf(slot)
  if (key === 'ArrowRight') return own[place + 1]
  if (key === 'ArrowLeft') return own[place - 1]
  if (key === 'Home') return own[0]
  if (key === 'End') return own.at(-1)
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return undefined
  // Another car at that time, or as soon after as it is free.
  for (let other = beside(row, key); other; other = beside(other, key)) {
    const slots = [...other.querySelectorAll('.slot')]
    if (slots.length) return slots.find(found => timeOf(found) >= timeOf(slot)) ?? slots.at(-1)
  }
}

const beside = (row, key) => key === 'ArrowDown' ? row.nextElementSibling : row.previousElementSibling

function onClick(event) {
  const day = event.target.closest?.('[data-day]')
  const button = event.target.closest?.('[data-slot], [data-day-to]')
  if (!day || !button) return
  const { elements } = button.form
  const fill = (name, value) => {
    const field = elements[`${day.dataset.day}_${name}`]
    field.value = value
    field.dispatchEvent(new Event('change', { bubbles: true }))
  }
  if (button.dataset.dayTo) {
    fill('day', button.dataset.dayTo)
  } else {
    const [vehicle, time] = button.dataset.slot.split('@')
    fill('vehicle', vehicle)
    fill('time', time)
  }
}
