// A press on a number calls it by the own phone of the PBX. Who sits at none has no form for it, and numbers stay links, which the
// browser hands to whatever calls for it. What becomes of the call is seen on top of every page; what the PBX did not do is told there.

export function enableDialling() {
  const form = document.getElementById('dial')
  if (form) {
    document.addEventListener('click', event => {
      const link = event.target.closest?.('a[href^="tel:"]')
      // With a key held down it is the browser's, as ever.
      if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      form.elements.number.value = decodeURIComponent(link.getAttribute('href').slice('tel:'.length))
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
  tell(told, form.id === 'dial' ? told?.dataset.calls ?? '' : '')
  try {
    const body = new URLSearchParams(new FormData(form))
    const address = form.getAttribute('action')
    const answer = await fetch(address, { method: 'POST', body, headers: { 'X-Requested-With': 'page' } })
    if (answer.status === 422) tell(told, await answer.text(), true)
    else tell(told, answer.ok ? '' : String(answer.status), true)
  } catch {
    // The banner says that the server is not reached.
    tell(told, '')
  } finally {
    isSending = false
  }
}

// The words are the server's own, with everything foreign in them made text.
function tell(told, words, isBad = false) {
  if (!told) return
  told.innerHTML = words
  told.hidden = words === ''
  told.classList.toggle('bad', isBad)
}
