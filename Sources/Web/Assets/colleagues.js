// The buttons in the panel of colleagues. What the PBX does is seen in the panel itself; what it did not do is told under its title.
import { sendForm } from './forms.js'

export function enableColleagues() {
  document.addEventListener('submit', event => {
    const form = event.target.closest('.colleagues [data-pick-up]')
    if (!form) return
    event.preventDefault()
    const refusal = form.closest('.colleagues').querySelector('[data-refusal]')
    sendForm(form, event.submitter, words => { refusal.innerHTML = words })
  })
}
