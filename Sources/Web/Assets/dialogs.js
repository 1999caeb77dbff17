// Buttons that open a dialog: what is asked before a contact is given to somebody, or a waiting one is marked as lost.
import { offerPeople } from './people.js'

export function enable() {
  document.addEventListener('click', event => {
    const opener = event.target.closest?.('[data-dialog]')
    if (opener) open(opener)
    if (event.target.closest?.('[data-dismiss]')) event.target.closest('dialog').close()
  })
  // Chosen for a field of the page, where it is saved with the others.
  document.addEventListener('submit', ({ target: form }) => {
    const field = document.getElementById(form.dataset.fills ?? '')
    if (!field) return
    field.value = new FormData(form).get('employee')
    field.dispatchEvent(new Event('change', { bubbles: true }))
  })
}

function open(opener) {
  const { dialog: name, contact, whom, people } = opener.dataset
  const dialog = document.getElementById(name)
  if (!dialog || dialog.open) return
  const field = dialog.querySelector('[name=contact]')
  if (field) field.value = contact
  dialog.querySelector('[data-whom]').textContent = whom
  dialog.showModal()
  // Who may have it follows from the reason as it stands in the form.
  const reason = opener.form?.elements.reason
  if (people) offerPeople(dialog, reason ? `${people}?reason=${reason.value}` : people)
}
