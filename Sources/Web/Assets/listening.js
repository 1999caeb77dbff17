// Listening in: the own phone rings, then hears. What the PBX did not do is told on top of the page; what it did is seen.

export function enableListening() {
  document.addEventListener('submit', event => {
    const form = event.target.closest('[data-listening]')
    if (!form) return
    event.preventDefault()
    send(form, event.submitter)
  })
}

async function send(form, button) {
  const told = document.getElementById('listening-told')
  const body = new URLSearchParams(new FormData(form, button))
  const address = button?.getAttribute('formaction') ?? form.getAttribute('action')
  const buttons = form.querySelectorAll('button')
  for (const each of buttons) each.disabled = true
  tell(told, address === '/listening' ? told.dataset.calls : '')
  try {
    const answer = await fetch(address, { method: 'POST', body, headers: { 'X-Requested-With': 'page' } })
    if (answer.status === 422) tell(told, await answer.text(), true)
    else tell(told, answer.ok ? '' : String(answer.status), true)
  } catch {
    // The banner says that the server is not reached.
    tell(told, '')
  } finally {
    for (const each of buttons) each.disabled = false
  }
}

// The words are the server's own, with everything foreign in them made text.
function tell(told, words, isBad = false) {
  told.innerHTML = words
  told.hidden = words === ''
  told.classList.toggle('bad', isBad)
}
