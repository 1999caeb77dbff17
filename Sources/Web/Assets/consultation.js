// Asking a colleague before a client is handed over. What the PBX does is seen on the card; what it did not do is told above it.
import { sendForm } from './forms.js'

export function enableConsultation() {
  document.addEventListener('click', event => {
    const button = event.target.closest('[data-consult]')
    const form = button && document.getElementById('consult')
    if (form) form.elements.call.value = button.dataset.consult
  })
  document.addEventListener('submit', event => {
    const form = event.target.closest('[data-consultation]')
    if (!form) return
    event.preventDefault()
    const refusal = document.getElementById('consultation-refusal')
    sendForm(form, event.submitter, words => { refusal.innerHTML = words })
    if (form.matches('[popover]')) form.hidePopover()
  })
}
