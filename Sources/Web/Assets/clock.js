// Counters that run. The server's clock decides: every message of the stream brings its time, so a computer whose clock is
// wrong shows the same waiting time as its neighbour.

let offset = 0

export function setClock(serverTime) { offset = serverTime - Date.now() }

export function serverNow() { return Date.now() + offset }

const two = number => String(number).padStart(2, '0')

// `0:07`, `12:30`, `1:05:09`, as the server writes it
export function durationText(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000))
  const minutes = Math.floor(seconds / 60)
  const tail = `:${two(seconds % 60)}`
  return minutes < 60 ? minutes + tail : `${Math.floor(minutes / 60)}:${two(minutes % 60)}${tail}`
}

// Only the digits change, and only when they do.
export function tick(root = document) {
  const now = serverNow()
  for (const counter of root.querySelectorAll('[data-since]')) {
    const text = durationText(now - Number(counter.dataset.since))
    if (counter.textContent !== text) counter.textContent = text
  }
}

export function startTicking() {
  tick()
  setInterval(tick, 250)
}
