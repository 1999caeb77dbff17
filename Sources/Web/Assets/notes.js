// Notes on cards. What is typed is in the browser's storage with every key and on the server a second later; it leaves the
// storage when the server has it, however long the server, the network or the session was away.
import { askToLogInAgain, isLoggedIn } from './session.js'

const pause = 1_000
const retryDelay = 3_000
const limit = 4_000

let region
let prefix
const words = document.getElementById('note-words')?.dataset
// By call: { timer, sending, revision, unanswered, isRefused }. The revision is the one whose text the person has had before the eyes.
const notes = new Map()
// Fields that are looked after, with the calls they are for.
const known = new WeakMap()
let owner
// The page goes: nothing is sent as somebody else.
let isLeaving = false

export function enableNotes(element, user) {
  region = element
  owner = user
  prefix = `note:${user}:`
  document.addEventListener('input', event => isNote(event.target) && take(event.target))
  document.addEventListener('focusout', event => isNote(event.target) && send(event.target.dataset.note).then(follow))
  addEventListener('pagehide', () => { for (const call of drafts()) send(call) })
  addEventListener('online', () => { for (const call of drafts()) send(call) })
  follow()
  // What was typed on cards that are not on the page any more.
  for (const call of drafts()) send(call)
  new MutationObserver(follow).observe(region, {
    childList: true, subtree: true, attributes: true, attributeFilter: ['data-revision', 'data-note']
  })
}

// Resolves when the notes of a card are on the server, or with the field of one that cannot be.
export async function settleNotes(card) {
  for (const field of card.querySelectorAll('[data-note]')) {
    const call = field.dataset.note
    await send(call)
    // Typed while the first was under way.
    if (draftOf(call)) await send(call)
    if (draftOf(call)) return field
  }
  return null
}

// Is it the text itself that keeps the note from the server?
export const isWrong = field => placeOf(field)?.classList.contains('error') ?? false

const isNote = element => element.matches?.('textarea[data-note]')
const fields = () => region.querySelectorAll('textarea[data-note]')
const fieldOf = call => [...fields()].find(field => field.dataset.note === call)
const placeOf = field => document.getElementById(`${field.id}-said`)
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
    const fields = { call, text: draft.text, revision: state.revision }
    const answer = await post('/card/note', fields, () => say(call, words.kept))
    if (isLeaving) return
    if (answer === null) {
      // It may have arrived all the same.
      (state.unanswered ??= new Set()).add(draft.text)
      say(call, words.kept)
      state.timer = setTimeout(() => send(call), retryDelay)
      return
    }
    if (answer.status === 200) {
      state.unanswered = undefined
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
      // Of a note that was taken back nothing is lost.
      if (draft.text === '' && draftOf(call)?.text === '') localStorage.removeItem(prefix + call)
    }
  }
}

// Written at another browser or tab of the same person meanwhile: both texts stay.
function join(call, state, { text, revision }) {
  state.revision = revision
  const draft = draftOf(call)
  if (!draft) return
  // Our own, of which the answer was lost, or in ours already.
  if (state.unanswered?.has(text) || draft.text.includes(text)) return keep(call, draft.text)
  const both = `${text}\n${draft.text}`
  keep(call, both)
  const field = fieldOf(call)
  if (!field) return
  const fromEnd = field.value.length - field.selectionStart
  field.value = both
  field.setSelectionRange(both.length - fromEnd, both.length - fromEnd)
}

// Sends what this page's person does, with a new log-in or a newer token where it needs one.
//
// - Returns null when the server cannot be reached, or must not be.
export async function post(path, fields, onLoggedOut = () => {}, isSecondTry = false) {
  if (isLeaving) return null
  const token = document.querySelector('input[name=token]')?.value ?? ''
  const body = new URLSearchParams({ token, ...fields })
  let answer
  try {
    answer = await fetch(path, { method: 'POST', body, keepalive: true, headers: { 'X-Requested-With': 'page' } })
  } catch {
    return null
  }
  if (answer.status >= 500) return null
  if (answer.status === 401) {
    onLoggedOut()
    if (await isLoggedIn() !== false) return null
    await askToLogInAgain()
    return post(path, fields, onLoggedOut, true)
  }
  if (answer.status === 403 && !isSecondTry) {
    return await renewToken() ? post(path, fields, onLoggedOut, true) : null
  }
  return answer
}

// Another tab has logged in anew: forms carry another token since. If it did so as somebody else, the page is theirs; what was
// typed waits in the browser for its author.
async function renewToken() {
  const answer = await fetch('/session', { headers: { 'X-Requested-With': 'page' } }).catch(() => null)
  if (!answer?.ok) return false
  const { user, token } = await answer.json()
  if (user !== (owner || document.body.dataset.reader)) {
    isLeaving = true
    location.reload()
    return false
  }
  for (const field of document.querySelectorAll('input[name=token]')) field.value = token
  return true
}

function say(call, text, isError = false) {
  const field = fieldOf(call)
  const place = field && placeOf(field)
  if (!place) return
  if (place.textContent !== text) place.textContent = text
  place.classList.toggle('error', isError)
  field.setAttribute('aria-invalid', isError)
}

// A field that has come onto the page shows what was typed and is not on the server yet.
function adopt(field) {
  const call = field.dataset.note
  known.set(field, call)
  const draft = draftOf(call)
  if (draft && draft.text === field.defaultValue && draft.text === field.value) localStorage.removeItem(prefix + call)
  if (draft && draft.text !== field.value) {
    stateOf(call).revision = Math.max(stateOf(call).revision, draft.revision)
    field.value = draft.text
    take(field)
  } else if (field.value !== '' && draftOf(call) === null) {
    say(call, words.saved)
  }
}

// The page has changed: new fields, and what was saved elsewhere.
function follow() {
  for (const field of fields()) {
    const call = field.dataset.note
    const state = stateOf(call)
    if (known.get(field) !== call) adopt(field)
    const revision = Number(field.dataset.revision)
    const isOurs = field === document.activeElement || draftOf(call) !== null || state.sending
    if (!isOurs && revision >= state.revision && field.value !== field.defaultValue) field.value = field.defaultValue
    // Only who has the server's text before the eyes goes on from it: another one is told of by a refusal.
    if (field.value === field.defaultValue) state.revision = Math.max(state.revision, revision)
    // A change of the page takes the mark away.
    if (isWrong(field)) field.setAttribute('aria-invalid', true)
  }
}
