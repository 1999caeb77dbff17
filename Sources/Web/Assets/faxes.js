// A fax: the file goes to the server, which answers with words where nothing was sent; then the page of the fax says how far it is.
import { sendForm, tell } from './forms.js'

// Milliseconds between two looks at a fax that is under way, and for how long they go on.
const pace = 1_500
const longest = 3_600_000

export function enable() {
  const form = document.querySelector('[data-fax]')
  if (form) enableForm(form)
  const state = document.querySelector('[data-fax-state]')
  if (state) follow(state)
}

function enableForm(form) {
  const number = form.querySelector('[name=number]')
  const choices = form.querySelectorAll('[name=to]')
  const choose = () => { number.required = [...choices].every(choice => !choice.checked || choice.value === 'number') }
  for (const choice of choices) choice.addEventListener('change', choose)
  choose()
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
  enableAgain(state)
  let shown
  const until = Date.now() + longest
  while (!state.querySelector('[data-over]') && Date.now() < until) {
    await new Promise(done => setTimeout(done, pace))
    if (document.hidden) continue
    try {
      const answer = await fetch(state.dataset.faxState)
      // Logged out, or not for this reader any more.
      if (answer.redirected || (answer.status >= 400 && answer.status < 500)) return
      if (!answer.ok) continue
      const html = await answer.text()
      // Told aloud when it changes, not each time it is looked at.
      if (html !== shown) state.innerHTML = html
      shown = html
      enableAgain(state)
    } catch {
      // The banner says that the server is not reached.
    }
  }
}

function enableAgain(state) {
  const form = state.querySelector('[data-fax-again]:not([data-heard])')
  if (!form) return
  form.dataset.heard = ''
  form.addEventListener('submit', event => {
    event.preventDefault()
    send(form)
  })
}
