// The buttons in the panel of colleagues. What the PBX does is seen in the panel itself; what it did not do is told under its title.

export function enableColleagues() {
  document.addEventListener('submit', event => {
    const form = event.target.closest('.colleagues [data-pick-up]')
    if (!form) return
    event.preventDefault()
    pickUp(form)
  })
}

async function pickUp(form) {
  const refusal = form.closest('.colleagues').querySelector('[data-refusal]')
  const button = form.querySelector('button')
  const body = new URLSearchParams(new FormData(form))
  button.disabled = true
  refusal.textContent = ''
  try {
    const answer = await fetch(form.action, { method: 'POST', body, headers: { 'X-Requested-With': 'page' } })
    if (answer.status === 422) refusal.innerHTML = await answer.text()
    else if (!answer.ok) refusal.textContent = answer.status
  } catch {
    // The banner says that the server is not reached.
  } finally {
    button.disabled = false
  }
}
