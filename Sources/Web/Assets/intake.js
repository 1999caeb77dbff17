// The script of a contact: its steps come as pieces of a page, every change of a field is saved, and what the server could not be
// told yet is kept in the browser.
import { post } from './notes.js'
import { chooseByArrows, narrow } from './people.js'

const pause = 1_000
const retryDelay = 3_000
const searchPause = 150
const words = document.getElementById('intake-words')?.dataset
// By place: { timer, sending, isMoving, isStale }.
const states = new WeakMap()
let searching

export function enableIntake() {
  begin()
  new MutationObserver(begin).observe(document.body, {
    childList: true, subtree: true, attributes: true, attributeFilter: ['data-taker']
  })
  document.addEventListener('input', onInput)
  document.addEventListener('change', onChange)
  document.addEventListener('click', onClick)
  document.addEventListener('submit', onSubmit)
  document.addEventListener('keydown', event => {
    if (event.target.matches?.('[data-find]')) chooseByArrows(event, event.target.closest('.card'))
  })
  document.addEventListener('chosen', onChosen)
  // Saving what stands here brings the day as it is now; so does going on, beside which nothing may be saved.
  document.addEventListener('stale', event => {
    const place = placeOf(event.target)
    if (place && formOf(place) && !stateOf(place).isMoving) touch(place, 0)
  })
  addEventListener('pagehide', () => { for (const place of places()) if (stateOf(place).isChanged) save(place) })
  addEventListener('online', () => { for (const place of places()) if (stateOf(place).isChanged) save(place) })
}

const places = () => [...document.querySelectorAll('.intake')]
const formOf = place => place.querySelector('form.step-form')
const placeOf = element => element.closest?.('.intake')
const isTrial = place => 'trial' in place.dataset

function stateOf(place) {
  if (!states.has(place)) states.set(place, {})
  return states.get(place)
}

// Cards that have come onto the page, whose calls were answered.
function begin() {
  for (const place of document.querySelectorAll('[data-intake]:not([data-opened])')) {
    place.dataset.opened = ''
    open(place)
  }
  for (const place of document.querySelectorAll('.intake[data-opened]')) {
    const state = stateOf(place)
    if (!state.isReady && formOf(place)) ready(place, !('intake' in place.dataset))
    follow(place, state)
  }
}

// Somebody else goes on with the contact, or has registered it: what is typed here goes out, and the answer says so.
function follow(place, state) {
  const taker = place.parentElement.querySelector(':scope > [data-taker]')?.dataset.taker
  if (!taker || taker === state.taker) return
  state.taker = taker
  if (taker.split(' ')[0] === document.body.dataset.reader) return
  if (state.isChanged && formOf(place)) save(place)
  else if (!place.querySelector('.registered')) open(place)
}

async function open(place) {
  const answer = await post('/intake/call', { call: place.dataset.intake })
  if (answer === null) return setTimeout(() => open(place), retryDelay)
  if (answer.ok) show(place, await answer.text(), mayFocus(place))
}

// Where somebody types nothing takes the focus.
function mayFocus(place) {
  const active = document.activeElement
  return !active || active === document.body || active.id === 'main' || place.contains(active)
}

export function show(place, html, focuses) {
  const state = stateOf(place)
  clearTimeout(state.timer)
  state.isChanged = false
  place.innerHTML = html
  ready(place, focuses)
}

function ready(place, focuses) {
  stateOf(place).isReady = true
  // What is filled in beside the contact is asked for (questionnaires.js).
  place.dispatchEvent(new CustomEvent('intake', { bubbles: true }))
  const form = formOf(place)
  if (!form) return
  takeKept(form, place)
  const people = form.querySelector('.people-table')
  if (people) narrow(people)
  if (focuses) focusFirst(form)
}

// To the first thing that is wrong, else to the first empty field, else to the first option.
function focusFirst(form) {
  const seen = field => field.checkVisibility()
  const wrong = [...form.querySelectorAll('[aria-invalid=true]')].find(seen)
  const empty = [...form.querySelectorAll('[data-narrow], .fields input.input:not([type=search])')].find(field => seen(field) && field.value === '')
  const option = form.querySelector('input[type=radio]:checked') ?? form.querySelector('input[type=radio]')
  // A questionnaire is answered from its top.
  const own = form.closest('.questionnaire') ? [...form.querySelectorAll('input[type=radio], .input')].find(seen) : undefined
  const field = wrong ?? own ?? empty ?? option ?? form.querySelector('[data-primary]')
  // Until somebody types in it, another call may take its place.
  field?.setAttribute('data-untouched', '')
  field?.focus({ preventScroll: true })
  if (wrong) wrong.scrollIntoView({ block: 'nearest' })
}

// What was chosen by a key leads to the next empty field, so that the text that follows is typed without a Tab. A first-timer is
// looked for nowhere.
function onChosen(event) {
  const form = event.target.closest('.intake form.step-form')
  const radio = event.target.querySelector('input')
  if (!form || radio?.name === 'is_new' && radio.value === 'yes') return
  const fields = [...form.querySelectorAll('input.input, textarea.input, [data-narrow]')]
  const next = fields.find(field => field.value === '' && field.checkVisibility() && isAfter(field, event.target))
  next?.focus({ preventScroll: true })
}

const isAfter = (element, other) => Boolean(other.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)

// MARK: Saving

function onInput(event) {
  const place = placeOf(event.target)
  if (!place || !event.target.form?.matches('form.step-form')) return
  event.target.removeAttribute('data-untouched')
  if (event.target.matches('[data-phone]')) mask(event.target, event.inputType)
  if (event.target.matches('[data-find]')) find(event.target)
  if (event.target.name && !event.target.name.startsWith('_')) touch(place, pause)
}

function onChange(event) {
  const place = placeOf(event.target)
  const { target } = event
  if (!place || !target.form && !target.name) return
  if (['_people', '_source'].includes(target.name)) return
  if (target.name === '_side') return place.querySelector('.tabs').classList.toggle('quality', target.value === 'quality')
  if (target.name === '_found') choose(place, target)
  if (target.name === '_vehicle') {
    formOf(place).elements.vehicle.value = target.dataset.vehicle
    return touch(place, 0)
  }
  if (target.name === 'reason' && target.checked) offer(formOf(place), target)
  if (target.name === 'is_new' && target.value === 'yes' && target.checked) forget(place)
  check(target)
  const isChosen = ['radio', 'checkbox', 'date', 'time'].includes(target.type) || target.tagName === 'SELECT'
  if (isChosen) touch(place, 0)
}

function touch(place, delay) {
  const state = stateOf(place)
  state.isChanged = true
  keep(place)
  clearTimeout(state.timer)
  if (!isTrial(place)) state.timer = setTimeout(() => save(place), delay)
}

function fieldsOf(form, move) {
  return { ...Object.fromEntries(new FormData(form)), move }
}

// One request at a time for a contact; what was typed meanwhile goes with the next.
function save(place) {
  const state = stateOf(place)
  const form = formOf(place)
  if (!form || isTrial(place)) return Promise.resolve()
  clearTimeout(state.timer)
  state.sending = (state.sending ?? Promise.resolve()).then(() => send(place, form))
  return state.sending
}

async function send(place, form) {
  const state = stateOf(place)
  if (formOf(place) !== form || !state.isChanged) return
  state.isChanged = false
  const answer = await post(form.getAttribute('action'), fieldsOf(form, 'stay'))
  if (answer === null) {
    state.isChanged = true
    say(form, words?.kept ?? '')
    state.timer = setTimeout(() => save(place), retryDelay)
    return
  }
  if (!answer.ok) return
  if (!answer.headers.get('content-type')?.startsWith('application/json')) {
    // Somebody else went on with it: what is there now, beside what was typed here.
    forgetKept(form)
    if (formOf(place) === form) show(place, await answer.text(), mayFocus(place))
    return
  }
  const { revision, saved, steps, next, days, off, client, reason } = await answer.json()
  form.elements.revision.value = revision
  form.querySelector('[data-steps]').innerHTML = steps
  form.querySelector('[data-next]').innerHTML = next
  form.querySelector('[data-saved]').innerHTML = saved
  for (const [name, html] of Object.entries(days)) showDay(form.querySelector(`[data-day="${name}"]`), html)
  if (off !== undefined) form.querySelector('[data-off]').innerHTML = off
  if (client !== undefined) showClient(form, client, reason)
  if (!state.isChanged) forgetKept(form)
}

// Who was chosen on a card, and the reason that followed from their documents, where none was chosen meanwhile.
function showClient(form, html, reason) {
  const place = form.querySelector('[data-client]')
  const known = place.firstElementChild?.dataset.clientId
  const shown = document.createRange().createContextualFragment(html)
  if (shown.firstElementChild?.dataset.clientId !== known) place.replaceChildren(shown)
  if (!reason || form.querySelector('input[name=reason]:checked')) return
  const radio = form.querySelector(`input[name=reason][value="${CSS.escape(reason)}"]`)
  if (!radio) return
  radio.checked = true
  offer(form, radio)
}

// What the reason offers, on a card: an appointment, a test drive.
function offer(form, radio) {
  for (const promise of form.querySelectorAll('[data-promise]')) promise.hidden = promise.dataset.promise !== radio.dataset.offers
}

// The picture of a day, made anew: who is in it with the keyboard stays where they are.
function showDay(place, html) {
  const key = element => element.dataset.slot ?? element.getAttribute('aria-label') ?? element.name
  const focused = place.contains(document.activeElement) ? key(document.activeElement) : null
  place.innerHTML = html
  if (focused === null) return
  const again = [...place.querySelectorAll('button, input')].find(element => key(element) === focused && element.checkVisibility())
  again?.focus({ preventScroll: true })
}

function say(form, text) {
  const said = form.querySelector('[data-saved]')
  if (said) said.textContent = text
}

const keptKey = form => `intake:${document.body.dataset.reader}:${form.dataset.contact}`

function keep(place) {
  const form = formOf(place)
  if (!form || isTrial(place)) return
  const { token, revision, ...fields } = Object.fromEntries(new FormData(form))
  localStorage.setItem(keptKey(form), JSON.stringify(fields))
}

const forgetKept = form => localStorage.removeItem(keptKey(form))

// What was typed at this step and never arrived.
function takeKept(form, place) {
  if (isTrial(place)) return
  const kept = localStorage.getItem(keptKey(form))
  if (kept === null) return
  const fields = JSON.parse(kept)
  if (fields.step !== form.dataset.step) return
  let isOther = false
  for (const field of form.querySelectorAll('[name]')) {
    const value = fields[field.name]
    if (value === undefined || field.type === 'hidden' || field.name.startsWith('_')) continue
    if (field.type === 'radio' || field.type === 'checkbox') {
      const isOn = field.value === value
      if (field.checked !== isOn) { field.checked = isOn; isOther = true }
    } else if (field.value !== value) {
      field.value = value
      isOther = true
    }
  }
  if (isOther) touch(place, 0)
  else forgetKept(form)
}

// MARK: Going on

function onSubmit(event) {
  const form = event.target
  const place = placeOf(form)
  if (place && form.matches('[data-take]')) {
    event.preventDefault()
    return take(place, form)
  }
  if (!place || !form.matches('form.step-form')) return
  event.preventDefault()
  go(place, event.submitter?.value ?? 'next')
}

async function go(place, move) {
  const state = stateOf(place)
  const form = formOf(place)
  if (!form || state.isMoving) return
  state.isMoving = true
  try {
    clearTimeout(state.timer)
    await state.sending
    if (formOf(place) !== form) return
    const answer = await post(form.getAttribute('action'), fieldsOf(form, move))
    if (answer === null) {
      state.isChanged = true
      keep(place)
      return say(form, words?.kept ?? '')
    }
    if (!answer.ok) return
    forgetKept(form)
    show(place, await answer.text(), true)
    place.scrollIntoView({ block: 'nearest' })
  } finally {
    state.isMoving = false
  }
}

async function take(place, form) {
  const answer = await post(form.getAttribute('action'), {})
  if (answer?.ok) show(place, await answer.text(), true)
}

async function drop(place) {
  const state = stateOf(place)
  const form = formOf(place)
  if (!form || state.isMoving) return
  state.isMoving = true
  try {
    clearTimeout(state.timer)
    await state.sending
    const answer = await post(`/intake/${form.dataset.contact}/drop`, {})
    if (answer === null) return say(form, words?.kept ?? '')
    if (!answer.ok) return
    forgetKept(form)
    show(place, await answer.text(), true)
  } finally {
    state.isMoving = false
  }
}

function onClick(event) {
  const place = placeOf(event.target)
  if (!place) return
  if (event.target.closest('[data-drop]')) return drop(place)
  const offer = event.target.closest('[data-offer]')
  if (offer) {
    place.dataset.intake = offer.dataset.offer
    place.dataset.opened = ''
    return open(place)
  }
  const to = event.target.closest('[data-to]')
  if (to) return go(place, `to:${to.dataset.to}`)
  const search = event.target.closest('[data-search-now]')
  if (search) lookUp(search.closest('[data-finding]'), queryOf(search.closest('[data-finding]')))
}

// MARK: Fields

// Checked on leaving the field: a number of telephone that lacks digits, a year out of range.
function check(field) {
  if (field.dataset.low !== undefined && field.value !== '') {
    const number = Number(field.value)
    const isWrong = !Number.isInteger(number) || number < Number(field.dataset.low) || number > Number(field.dataset.high)
    field.setAttribute('aria-invalid', isWrong)
  }
}

// +7 (953) 523-72-71, while a Russian number is typed at its end; anything else stays as it is typed.
function mask(field, inputType) {
  if (inputType?.startsWith('delete') || field.selectionStart !== field.value.length) return
  const typed = field.value
  if (/[^\d\s()+-]/.test(typed)) return
  let digits = typed.replace(/\D/g, '')
  if (typed.startsWith('+') && !digits.startsWith('7')) return
  if (digits.length < 4 || digits.length > 11) return
  if (digits.length === 11 && !/^[78]/.test(digits)) return
  if (/^[78]/.test(digits)) digits = digits.slice(1)
  else if (digits.length > 10) return
  const parts = [digits.slice(0, 3), digits.slice(3, 6), digits.slice(6, 8), digits.slice(8, 10)]
  let text = `+7 (${parts[0]}`
  if (parts[1]) text += `) ${parts[1]}`
  if (parts[2]) text += `-${parts[2]}`
  if (parts[3]) text += `-${parts[3]}`
  field.value = text
}

// MARK: Who it is

const queryOf = finding => [...finding.querySelectorAll('[data-find]')].map(field => field.value.trim()).filter(Boolean).at(-1) ?? ''

function find(field) {
  const finding = field.closest('[data-finding]')
  clearTimeout(searching)
  searching = setTimeout(() => lookUp(finding, field.value.trim()), searchPause)
}

let lookUps = 0

async function lookUp(finding, query) {
  if (!finding || query === '') return
  const number = ++lookUps
  let answer
  try {
    answer = await fetch(`${finding.dataset.finding}?q=${encodeURIComponent(query)}`, { headers: { 'X-Requested-With': 'page' } })
  } catch {
    return
  }
  // The last question's answer is shown.
  if (!answer.ok || number !== lookUps) return
  finding.querySelector('[data-found]').innerHTML = await answer.text()
}

function choose(place, radio) {
  const form = formOf(place)
  form.elements.client.value = radio.dataset.client
  form.elements.vehicle.value = radio.dataset.vehicle
  const known = form.querySelector('input[type=radio][name=is_new][value=no]')
  if (known) known.checked = true
  const unknown = form.querySelector('input[type=checkbox][name=is_new]')
  if (unknown) unknown.checked = false
  touch(place, 0)
}

// A first-timer is nobody of those found.
function forget(place) {
  const form = formOf(place)
  if (form.elements.client) form.elements.client.value = ''
  if (form.elements.vehicle) form.elements.vehicle.value = ''
  for (const radio of form.querySelectorAll('[name=_found]')) radio.checked = false
}
