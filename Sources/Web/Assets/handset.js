// The keys of the own phone, pressed on the card. What the phone does is seen there; what it did not do is told above it.
import { sendForm } from './forms.js'

export function enableHandset() {
  // What answered is what holds a moment later, in the same place: who clicks twice has not meant both.
  document.addEventListener('click', event => {
    if (event.detail > 1 && event.target.closest?.('[data-handset]')) event.preventDefault()
  })
  document.addEventListener('submit', event => {
    const form = event.target.closest('[data-handset]')
    if (!form) return
    event.preventDefault()
    const refusal = document.getElementById('consultation-refusal')
    sendForm(form, event.submitter, words => { refusal.innerHTML = words })
  })
}
