// The task board: its tree follows the server's, and what is done on it is done without leaving it.
// Without this script its boxes are buttons of forms, and work.
import { apply } from './patch.js'

const askEvery = 20_000
const toastTime = 8_000

export function enable() {
  const board = document.getElementById('tasks')
  const done = document.getElementById('tasks-done')
  let isAsking = false
  let isAskedAgain = false

  new MutationObserver(ask).observe(document.getElementById('tasks-pulse'), { childList: true, subtree: true, characterData: true })
  // What has become overdue changes by the time alone.
  setInterval(ask, askEvery)
  document.addEventListener('visibilitychange', ask)

  async function ask() {
    if (document.hidden) return
    if (isAsking) { isAskedAgain = true; return }
    isAsking = true
    isAskedAgain = false
    const answer = await fetch(`/news${board.dataset.tasks}`).catch(() => null)
    if (answer?.ok) show(await answer.text())
    isAsking = false
    if (isAskedAgain) ask()
  }

  // Who stood in a row that goes stands in the one that takes its place.
  function show(html) {
    const rows = () => [...board.querySelectorAll('[data-row]')]
    const selected = board.querySelector('[data-row][aria-selected="true"]')
    const place = rows().indexOf(selected)
    const hadFocus = selected?.contains(document.activeElement)
    apply([{ fill: 'tasks', html }])
    if (!selected || selected.isConnected) return
    const next = rows()[Math.min(place, rows().length - 1)]
    next?.setAttribute('aria-selected', 'true')
    if (hadFocus) next?.querySelector('a[href]')?.focus({ preventScroll: true })
  }

  document.addEventListener('submit', async event => {
    const form = event.target
    if (!form.matches('[data-act]')) return
    event.preventDefault()
    const body = new URLSearchParams(new FormData(form))
    const answer = await fetch(form.action, { method: 'POST', body }).catch(() => null)
    const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), 'text/html')
    const fresh = page && page.getElementById('tasks')
    // The case says what is wrong.
    if (!fresh) return answer?.redirected ? location.assign(answer.url) : form.submit()
    show(fresh.innerHTML)
    done.innerHTML = page.getElementById('tasks-done').innerHTML
    const toast = done.firstElementChild
    if (toast) setTimeout(() => toast.remove(), toastTime)
  })
}
