// Listening in: the own phone rings, then hears. What the PBX did not do is told on top of the page; what it did is seen.
import { sendForm, tell } from './forms.js'

export function enableListening() {
  document.addEventListener('submit', event => {
    const form = event.target.closest('[data-listening]')
    if (!form) return
    event.preventDefault()
    const told = document.getElementById('listening-told')
    sendForm(form, event.submitter, words => tell(told, words, true))
    // Until the answer comes the own phone rings.
    if (form.getAttribute('action') === '/listening') tell(told, told.dataset.calls, false)
  })
}
