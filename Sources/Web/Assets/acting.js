// A list on which people act: its rows follow the server's, and what is done on it is done without leaving it.
import { apply } from './patch.js'

const askEvery = 20_000
const toastTime = 8_000

// name: the id of the list, whose attribute data-{name} says what is asked; {name}-done has what was done.
// pulse: the id of what beats when something was written.
// leave: what is done with a form whose answer has no such list, with the answer and the button that was pressed.
export function followActs(name, pulse, leave) {
  const list = document.getElementById(name)
  const done = document.getElementById(`${name}-done`)
  let isAsking = false
  let isAskedAgain = false

  new MutationObserver(ask).observe(document.getElementById(pulse), { childList: true, subtree: true, characterData: true })
  // What has become overdue changes by the time alone.
  setInterval(ask, askEvery)
  document.addEventListener('visibilitychange', ask)

  async function ask() {
    if (document.hidden) return
    if (isAsking) { isAskedAgain = true; return }
    isAsking = true
    isAskedAgain = false
    const answer = await fetch(`/news${list.dataset[name]}`).catch(() => null)
    if (answer?.ok) show(await answer.text())
    isAsking = false
    if (isAskedAgain) ask()
  }

  // Who stood in a row that goes stands in the one that takes its place.
  function show(html) {
    const rows = () => [...list.querySelectorAll('[data-row]')]
    const selected = list.querySelector('[data-row][aria-selected="true"]')
    const place = rows().indexOf(selected)
    const hadFocus = selected?.contains(document.activeElement)
    apply([{ fill: name, html }])
    if (!selected || selected.isConnected) return
    const next = rows()[Math.min(place, rows().length - 1)]
    next?.setAttribute('aria-selected', 'true')
    if (hadFocus) next?.querySelector('a[href]')?.focus({ preventScroll: true })
  }

  document.addEventListener('submit', async event => {
    const form = event.target
    if (!form.matches('[data-act]')) return
    event.preventDefault()
    const body = new URLSearchParams(new FormData(form, event.submitter))
    const answer = await fetch(form.action, { method: 'POST', body }).catch(() => null)
    const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), 'text/html')
    const fresh = page && page.getElementById(name)
    if (!fresh) return leave(form, answer, event.submitter)
    form.closest('dialog')?.close()
    show(fresh.innerHTML)
    done.innerHTML = page.getElementById(`${name}-done`).innerHTML
    const toast = done.firstElementChild
    if (toast) setTimeout(() => toast.remove(), toastTime)
  })
}
