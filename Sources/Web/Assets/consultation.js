// Asking a colleague before a client is handed over. What the PBX does is seen on the card; what it did not do is told above it.

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
    send(form, event.submitter)
  })
}

async function send(form, button) {
  const refusal = document.getElementById('consultation-refusal')
  const body = new URLSearchParams(new FormData(form, button))
  if (form.matches('[popover]')) form.hidePopover()
  if (button) button.disabled = true
  refusal.textContent = ''
  try {
    const action = button?.getAttribute('formaction') ?? form.action
    const answer = await fetch(action, { method: 'POST', body, headers: { 'X-Requested-With': 'page' } })
    if (answer.status === 422) refusal.innerHTML = await answer.text()
    else if (!answer.ok) refusal.textContent = answer.status
  } catch {
    // The banner says that the server is not reached.
  } finally {
    if (button) button.disabled = false
  }
}
