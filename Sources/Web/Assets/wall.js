// The wall-board: a screen that nobody touches. It follows the server by itself, for days, and shows no old numbers as if they were
// true.
import { serverNow, setClock, startTicking, tick } from './clock.js'
import { enableListening } from './listening.js'
import { apply } from './patch.js'
import { isLoggedIn } from './session.js'
import { Stream } from './stream.js'

const root = document.documentElement
const { follows, position, version, now, zone } = document.body.dataset
const clock = document.querySelector('[data-clock]')
const time = new Intl.DateTimeFormat(root.lang, { timeStyle: 'medium', hourCycle: 'h23', timeZone: zone })

setClock(Number(now))
startTicking()
setInterval(showTime, 250)
keepAwake()
enableListening()

new Stream([follows], position ?? null, version, {
  clock: setClock,
  patch(operations) {
    const isApplied = apply(operations)
    tick()
    return isApplied
  },
  // The page to log in at is the only one that helps now.
  async mayBeLoggedOut() { if (await isLoggedIn() === false) location.reload() },
  refused() { setTimeout(() => location.reload(), 3_000) },
  online() { delete root.dataset.offline },
  offline(lastHeard) {
    for (const place of document.querySelectorAll('[data-offline-since]')) place.textContent = time.format(lastHeard)
    root.dataset.offline = ''
  }
})

document.querySelector('[data-full-screen]')?.addEventListener('click', () => {
  document.querySelector('.settings').open = false
  if (document.fullscreenElement) document.exitFullscreen()
  else root.requestFullscreen().catch(() => {})
})

function showTime() {
  const text = time.format(serverNow())
  if (clock.textContent !== text) clock.textContent = text
}

// Where the browser lets us: a screen that goes dark says nothing.
function keepAwake() {
  const ask = () => { if (!document.hidden) navigator.wakeLock?.request('screen').catch(() => {}) }
  document.addEventListener('visibilitychange', ask)
  ask()
}
