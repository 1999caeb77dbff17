// The worklist: its rows follow the server's, what is done by a key is done without leaving the list, and forms open over it.
// Without this script its buttons are links and forms, and work.
import { apply } from './patch.js'
import { offerPeople } from './people.js'

const askEvery = 20_000
const toastTime = 8_000

export function enable() {
  const list = document.getElementById('worklist')
  const done = document.getElementById('worklist-done')
  let isAsking = false
  let isAskedAgain = false

  new MutationObserver(ask).observe(document.getElementById('registry-pulse'), { childList: true, subtree: true, characterData: true })
  // What has become overdue changes by the time alone.
  setInterval(ask, askEvery)
  document.addEventListener('visibilitychange', ask)

  async function ask() {
    if (document.hidden) return
    if (isAsking) { isAskedAgain = true; return }
    isAsking = true
    isAskedAgain = false
    const answer = await fetch(`/news${list.dataset.worklist}`).catch(() => null)
    if (answer?.ok) show(await answer.text())
    isAsking = false
    if (isAskedAgain) ask()
  }

  // Who stood in a row that goes stands in the one that takes its place.
  function show(html) {
    const rows = () => [...list.querySelectorAll('[data-row]')]
    const selected = list.querySelector('[data-row][aria-selected="true"]')
    const place = rows().indexOf(selected)
    const hadFocus = selected?.contains(document.activeElement)
    apply([{ fill: 'worklist', html }])
    if (!selected || selected.isConnected) return
    const next = rows()[Math.min(place, rows().length - 1)]
    next?.setAttribute('aria-selected', 'true')
    if (hadFocus) next?.querySelector('a[href]')?.focus({ preventScroll: true })
  }

  document.addEventListener('submit', async event => {
    const form = event.target
    if (!form.matches('[data-act]')) return
    event.preventDefault()
    const body = new URLSearchParams(new FormData(form, event.submitter))
    const answer = await fetch(form.action, { method: 'POST', body }).catch(() => null)
    const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), 'text/html')
    const fresh = page && page.getElementById('worklist')
    // The card says what is wrong, and keeps what was typed; a server that does not answer is told of by the browser.
    if (!fresh) return leave(form, event.submitter)
    form.closest('dialog')?.close()
    show(fresh.innerHTML)
    done.innerHTML = page.getElementById('worklist-done').innerHTML
    const toast = done.firstElementChild
    if (toast) setTimeout(() => toast.remove(), toastTime)
  })

  function leave(form, button) {
    if (button?.name) {
      const field = document.createElement('input')
      Object.assign(field, { type: 'hidden', name: button.name, value: button.value })
      form.append(field)
    }
    form.submit()
  }

  document.addEventListener('click', event => {
    const opener = event.target.closest('[data-form]')
    const dialog = opener && document.getElementById(opener.dataset.form)
    if (dialog) {
      event.preventDefault()
      open(dialog, opener.dataset)
    }
    if (event.target.closest('[data-dismiss]')) event.target.closest('dialog').close()
  })

  // What is to be done next comes at a time.
  const work = document.getElementById('process')?.querySelector('form').elements
  work?.next_action.addEventListener('input', () => { work.due_at.required = work.next_action.value.trim() !== '' })
}

function open(dialog, { contact, version, whom, people, result, nextAction, dueAt, outcome }) {
  const form = dialog.querySelector('form')
  form.action = `/contacts/${contact}/${form.dataset.action}`
  dialog.querySelector('[data-whom]').textContent = whom
  const values = { version, result, next_action: nextAction, due_at: dueAt, outcome }
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements[name]
    if (field && value !== undefined) field.value = value
  }
  if (form.elements.due_at) form.elements.due_at.required = Boolean(nextAction)
  if (form.elements.outcome && form.elements.outcome.selectedIndex < 0) form.elements.outcome.value = ''
  dialog.showModal()
  if (people) offerPeople(dialog, people)
}
