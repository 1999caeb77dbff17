// Tables of clients: the file goes to the server, which answers with words where it cannot be read; then the page says how far it is.
import { sendForm, tell } from './forms.js'

const pace = 1_000

export function enable() {
  for (const form of document.querySelectorAll('[data-upload]')) enableUpload(form)
  const state = document.querySelector('[data-import-state]')
  if (state && !state.querySelector('[data-over]')) follow(state)
}

function enableUpload(form) {
  form.addEventListener('submit', event => {
    event.preventDefault()
    const file = form.querySelector('[type=file]').files[0]
    if (file && file.size > Number(form.dataset.limit)) return say(form, form.dataset.tooLarge, true)
    send(form)
  })
}

async function send(form) {
  const { tooLarge, failed = '', sending = '' } = form.dataset
  const answered = sendForm(
    form, null, words => { if (words) say(form, words, true) },
    status => status === 413 ? tooLarge : status ? `${failed} (${status})` : failed)
  say(form, sending, false)
  const answer = await answered
  if (!answer) return
  // Until the other page is there nobody sends a second one.
  for (const button of form.querySelectorAll('button')) button.disabled = true
  location.assign(answer.url)
}

function say(form, words, isBad) {
  tell(form.querySelector('[data-told]'), words, isBad, 'error')
}

async function follow(state) {
  let shown
  while (true) {
    await new Promise(done => setTimeout(done, pace))
    if (document.hidden) continue
    try {
      const answer = await fetch(state.dataset.importState)
      // Logged out, or not for this reader any more.
      if (answer.redirected || (answer.status >= 400 && answer.status < 500)) return
      if (!answer.ok) continue
      const html = await answer.text()
      if (html !== shown) state.innerHTML = html
      shown = html
    } catch {
      // The banner tells that the server is not reached.
      continue
    }
    // The rest of the page has to do with how it ended.
    if (state.querySelector('[data-over]')) return location.reload()
  }
}
