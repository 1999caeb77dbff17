// A press on a number calls it by the own phone of the PBX. Who sits at none has no form for it, and numbers stay links, which the
// browser hands to whatever calls for it. What becomes of the call is seen on top of every page; what the PBX did not do is told there.
import { sendForm, tell } from './forms.js'

export function enableDialling() {
  const form = document.getElementById('dial')
  if (form) {
    document.addEventListener('click', event => {
      const link = event.target.closest?.('a[data-number]')
      // With a key held down it is the browser's, as ever.
      if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      form.elements.number.value = link.dataset.number
      send(form)
    })
  }
  document.addEventListener('submit', event => {
    const form = event.target.closest('[data-hang-up]')
    if (!form) return
    event.preventDefault()
    send(form)
  })
}

// One at a time: who presses twice has not called twice.
let isSending = false

async function send(form) {
  if (isSending) return
  isSending = true
  const told = document.getElementById('dialling-told')
  const answered = sendForm(form, null, words => tell(told, words, true))
  // Until the answer comes the own phone rings.
  if (form.id === 'dial') tell(told, told?.dataset.calls ?? '', false)
  await answered
  isSending = false
}
