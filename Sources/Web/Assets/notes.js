// Notes on cards. What is typed is in the browser's storage with every key and on the server a second later; it leaves the
// storage when the server has it, however long the server, the network or the session was away.
import { askToLogInAgain, isLoggedIn } from './session.js'

const pause = 1_000
const retryDelay = 3_000
const limit = 4_000

let region
let prefix
const words = document.getElementById('note-words')?.dataset
// By call: { timer, sending, revision, isRefused }
const notes = new Map()

export function enableNotes(element, user) {
  region = element
  prefix = `note:${user}:`
  document.addEventListener('input', event => isNote(event.target) && take(event.target))
  document.addEventListener('focusout', event => isNote(event.target) && send(event.target.dataset.note))
  addEventListener('pagehide', () => { for (const call of drafts()) send(call) })
  addEventListener('online', () => { for (const call of drafts()) send(call) })
  for (const field of fields()) adopt(field)
  // What was typed on cards that are not on the page any more.
  for (const call of drafts()) send(call)
  new MutationObserver(follow).observe(region, {
    childList: true, subtree: true, attributes: true, attributeFilter: ['data-revision', 'data-note']
  })
}

// Resolves when the notes of a card are on the server, or cannot be.
export async function settleNotes(card) {
  for (const field of card.querySelectorAll('[data-note]')) await send(field.dataset.note)
}

const isNote = element => element.matches?.('textarea[data-note]')
const fields = () => region.querySelectorAll('textarea[data-note]')
const fieldOf = call => [...fields()].find(field => field.dataset.note === call)
const length = text => [...text].length

function stateOf(call) {
  if (!notes.has(call)) notes.set(call, { revision: 0 })
  return notes.get(call)
}

function drafts() {
  return Object.keys(localStorage).filter(key => key.startsWith(prefix)).map(key => key.slice(prefix.length))
}

function draftOf(call) {
  const text = localStorage.getItem(prefix + call)
  return text === null ? null : JSON.parse(text)
}

function keep(call, text) {
  localStorage.setItem(prefix + call, JSON.stringify({ text, revision: stateOf(call).revision }))
}

// A key was pressed. The first one goes out at once, so that the card is known to be written on.
function take(field) {
  const call = field.dataset.note
  const state = stateOf(call)
  state.revision = Math.max(state.revision, Number(field.dataset.revision))
  state.isRefused = false
  keep(call, field.value)
  const surplus = length(field.value) - limit
  if (surplus > 0) return say(call, words.long.replace('{}', surplus), true)
  say(call, '')
  clearTimeout(state.timer)
  state.timer = setTimeout(() => send(call), state.revision === 0 && !state.sending ? 0 : pause)
}

// One request for a call at a time; what was typed meanwhile goes out after it.
function send(call) {
  const state = stateOf(call)
  clearTimeout(state.timer)
  state.sending ??= transmit(call, state).finally(() => { state.sending = undefined })
  return state.sending
}

async function transmit(call, state) {
  for (let draft = draftOf(call); draft; draft = draftOf(call)) {
    if (length(draft.text) > limit || state.isRefused) return
    state.revision = Math.max(state.revision, draft.revision)
    const answer = await post(call, draft.text, state.revision)
    if (answer === null) {
      say(call, words.kept)
      state.timer = setTimeout(() => send(call), retryDelay)
      return
    }
    if (answer.status === 200) {
      state.revision = Math.max(state.revision, (await answer.json()).revision)
      if (draftOf(call)?.text === draft.text) {
        localStorage.removeItem(prefix + call)
        say(call, words.saved)
      }
      // What was typed meanwhile waits for its own pause.
      else { state.timer = setTimeout(() => send(call), pause); return }
    } else if (answer.status === 409) {
      join(call, state, await answer.json())
    } else {
      state.isRefused = true
      say(call, words.refused, true)
    }
  }
}

// Written at another browser of the same person meanwhile: both texts stay.
function join(call, state, { text, revision }) {
  state.revision = revision
  const both = `${text}\n${draftOf(call).text}`
  keep(call, both)
  const field = fieldOf(call)
  if (!field) return
  const fromEnd = field.value.length - field.selectionStart
  field.value = both
  field.setSelectionRange(both.length - fromEnd, both.length - fromEnd)
}

// - Returns null when the server cannot be reached.
async function post(call, text, revision, isSecondTry = false) {
  const token = document.querySelector('input[name=token]')?.value ?? ''
  const body = new URLSearchParams({ token, call, text, revision })
  let answer
  try {
    answer = await fetch('/card/note', {
      method: 'POST', body, keepalive: true, headers: { 'X-Requested-With': 'page' }
    })
  } catch {
    return null
  }
  if (answer.status >= 500) return null
  if (answer.status === 401) {
    say(call, words.kept)
    if (await isLoggedIn() !== false) return null
    await askToLogInAgain()
    return post(call, text, revision, true)
  }
  if (answer.status === 403 && !isSecondTry) {
    await renewToken()
    return post(call, text, revision, true)
  }
  return answer
}

// Another tab has logged in anew: forms carry another token since.
async function renewToken() {
  const answer = await fetch('/session', { headers: { 'X-Requested-With': 'page' } }).catch(() => null)
  if (!answer?.ok) return
  const { token } = await answer.json()
  for (const field of document.querySelectorAll('input[name=token]')) field.value = token
}

function say(call, text, isWrong = false) {
  const field = fieldOf(call)
  const place = field && document.getElementById(`${field.id}-said`)
  if (!place) return
  if (place.textContent !== text) place.textContent = text
  place.classList.toggle('error', isWrong)
  field.setAttribute('aria-invalid', isWrong)
}

// A field that has come onto the page shows what was typed and is not on the server yet.
function adopt(field) {
  const draft = draftOf(field.dataset.note)
  field.dataset.known = ''
  if (draft && draft.text !== field.value) {
    field.value = draft.text
    take(field)
  } else if (field.value !== '') {
    say(field.dataset.note, words.saved)
  }
}

// The page has changed: new fields, and what was saved elsewhere.
function follow() {
  for (const field of fields()) {
    const call = field.dataset.note
    const state = stateOf(call)
    state.revision = Math.max(state.revision, Number(field.dataset.revision))
    if (field.dataset.known === undefined) adopt(field)
    const isOurs = field === document.activeElement || draftOf(call) !== null || state.sending
    if (!isOurs && field.value !== field.defaultValue) field.value = field.defaultValue
  }
}
