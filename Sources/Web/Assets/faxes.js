// A fax: the file goes to the server, which answers with words where nothing was sent; then the page of the fax says how far it is.

// Milliseconds between two looks at a fax that is under way.
const pace = 1_500

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
    if (file && file.size > Number(form.dataset.limit)) return tell(form, form.dataset.tooLarge, true)
    tell(form, form.dataset.sending, false)
    send(form, new FormData(form), form.dataset)
  })
}

// - words: `tooLarge` and `failed`, for answers that have none of their own.
async function send(form, body, words) {
  const buttons = form.querySelectorAll('button')
  for (const button of buttons) button.disabled = true
  try {
    const answer = await fetch(form.getAttribute('action'), { method: 'POST', body, headers: { 'X-Requested-With': 'page' } })
    if (answer.ok) return location.assign(answer.url)
    if (answer.status === 422) tell(form, await answer.text(), true)
    else tell(form, answer.status === 413 ? words.tooLarge : `${words.failed ?? ''} (${answer.status})`, true)
  } catch {
    tell(form, words.failed ?? '', true)
  }
  for (const button of buttons) button.disabled = false
}

// The words are the server's own, with everything foreign in them made text.
function tell(form, words, isBad) {
  const told = form.querySelector('[data-told]')
  told.innerHTML = words
  told.hidden = words === ''
  told.classList.toggle('error', isBad)
}

async function follow(state) {
  enableAgain(state)
  let shown
  while (!state.querySelector('[data-over]')) {
    await new Promise(done => setTimeout(done, pace))
    try {
      const answer = await fetch(state.dataset.faxState)
      if (!answer.ok || answer.redirected) continue
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
    send(form, new URLSearchParams(new FormData(form)), form.dataset)
  })
}
