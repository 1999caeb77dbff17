// Questionnaires beside a contact (see ContactQuestionnairesView.swift). Each is a script of its own with a place of its own, in which
// intake.js saves what is typed; here they are asked for, opened and opened again.
import { show } from './intake.js'
import { post } from './notes.js'

export function enableQuestionnaires() {
  document.addEventListener('intake', event => follow(event.target))
  document.addEventListener('topics', event => {
    const place = beside(event.target.closest('.intake'))
    if (place) load(place)
  })
  document.addEventListener('submit', event => {
    const form = event.target
    if (!form.matches('[data-questionnaire-form]')) return
    event.preventDefault()
    open(form)
  })
}

// Where the questionnaires of a contact that is being taken stand.
const beside = intake => intake?.parentElement?.querySelector(':scope > [data-questionnaires-place]')

// Another contact, or the first one.
function follow(intake) {
  const place = beside(intake)
  const contact = intake.querySelector('[data-contact]')?.dataset.contact
  if (!place || !contact || place.dataset.contact === contact) return
  place.dataset.contact = contact
  load(place)
}

async function load(place) {
  const { contact } = place.dataset
  let answer
  try {
    answer = await fetch(`/contacts/${contact}/questionnaires`, { headers: { 'X-Requested-With': 'page' } })
  } catch {
    return
  }
  if (!answer.ok || place.dataset.contact !== contact) return
  const fresh = document.createRange().createContextualFragment(await answer.text())
  const known = place.querySelector('[data-questionnaires]')
  if (!known || known.dataset.questionnaires !== contact) return place.replaceChildren(fresh)
  merge(known, fresh.querySelector('[data-questionnaires]'))
}

// What is being filled in stays as it is; what is no longer offered goes.
function merge(known, fresh) {
  const list = known.querySelector('ul')
  const rows = new Map([...list.children].map(row => [row.dataset.script, row]))
  const wanted = [...fresh.querySelectorAll('ul > li')]
  list.replaceChildren(...wanted.map(row => rows.get(row.dataset.script) ?? row))
  known.hidden = wanted.length === 0
}

async function open(form) {
  const place = form.closest('.questionnaire').querySelector('.intake')
  const answer = await post(form.getAttribute('action'), Object.fromEntries(new FormData(form)))
  if (!answer?.ok) return
  if (!place.contains(form)) form.remove()
  show(place, await answer.text(), true)
  place.scrollIntoView({ block: 'nearest' })
}
