// The log-in of an open page: notices that it has ended, and renews it in place, so that nothing on the page is lost.

let asking

// - Returns undefined when the server cannot be asked.
export async function isLoggedIn() {
  try {
    const answer = await fetch('/session', { headers: { 'X-Requested-With': 'page' } })
    return answer.status === 401 ? false : answer.ok ? true : undefined
  } catch {
    return undefined
  }
}

// Resolves when the person is logged in again, here or in another tab. Who logs in as somebody else gets the page anew.
export function askToLogInAgain() {
  const dialog = document.getElementById('log-in-again')
  const form = dialog?.querySelector('form')
  if (!form) return Promise.resolve()
  if (asking) return asking.promise
  asking = { ...Promise.withResolvers(), dialog, form }
  dialog.showModal()
  // Leaving it would leave a page that looks alive and is not.
  dialog.addEventListener('cancel', event => event.preventDefault())
  form.onsubmit = async event => {
    event.preventDefault()
    if (await logIn(form)) await goOn()
  }
  return asking.promise
}

// Something was heard from the server: somebody has logged in, at the latest in another tab.
export function noteLogIn() {
  if (asking && !asking.isGoingOn) goOn()
}

async function goOn() {
  const { dialog, form, resolve } = asking
  asking.isGoingOn = true
  const session = await currentSession()
  asking.isGoingOn = false
  if (!session) return
  if (session.user !== form.dataset.user) return location.reload()
  for (const field of document.querySelectorAll('input[name=token]')) field.value = session.token
  dialog.close()
  asking = undefined
  resolve()
}

async function logIn(form) {
  const refusal = form.querySelector('[data-refusal]')
  try {
    const body = new URLSearchParams(new FormData(form))
    const answer = await fetch(form.action, { method: 'POST', body, headers: { 'X-Requested-With': 'page' } })
    refusal.textContent = ''
    if (!answer.ok) refusal.innerHTML = await answer.text()
    if (answer.ok) form.querySelector('[type=password]').value = ''
    return answer.ok
  } catch {
    return false
  }
}

async function currentSession() {
  try {
    const answer = await fetch('/session', { headers: { 'X-Requested-With': 'page' } })
    return answer.ok ? await answer.json() : undefined
  } catch {
    return undefined
  }
}
