// The worklist: its rows follow the server's, what is done by a key is done without leaving the list, and forms open over it.
// Without this script its buttons are links and forms, and work.
import { followActs } from './acting.js'
import { offerPeople } from './people.js'

export function enable() {
  // The card says what is wrong, and keeps what was typed; a server that does not answer is told of by the browser.
  followActs('worklist', 'registry-pulse', (form, _, button) => leave(form, button))

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
