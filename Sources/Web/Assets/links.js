// How a tab reaches the hub: by a shared worker; where the browser has none, by a channel to the one tab that is the hub for
// all; where it has neither, each tab is its own.
import { Hub } from './hub.js'

// - Returns a function that sends to the hub. receive(message) gets what the hub says; begin() is called when there is a hub,
//   and again when there is another one.
export function reachHub(tab, version, receive, begin) {
  if (globalThis.SharedWorker) return reachWorker(tab, version, receive, begin)
  if (globalThis.BroadcastChannel && navigator.locks) return reachTab(tab, version, receive, begin)
  const hub = new Hub(version, (_, message) => receive(message))
  queueMicrotask(begin)
  return message => hub.take(tab, message)
}

function reachWorker(tab, version, receive, begin) {
  const address = new URL('./hub-worker.js', import.meta.url)
  const { port } = new SharedWorker(address, { type: 'module', name: version })
  port.addEventListener('message', ({ data }) => receive(data))
  port.start()
  queueMicrotask(begin)
  return message => port.postMessage({ tab, ...message })
}

function reachTab(tab, version, receive, begin) {
  const air = new BroadcastChannel(`priyom-${version}`)
  let own
  const send = message => own ? own.take(tab, message) : air.postMessage({ to: 'hub', tab, ...message })
  air.addEventListener('message', ({ data: { to, tab: sender, ...message } }) => {
    if (to === tab) receive(message)
    if (to === 'all') begin()
    if (to === 'hub') own?.take(sender, message)
  })
  navigator.locks.request(`priyom-hub-${version}`, () => {
    own = new Hub(version, (to, message) => to === tab ? receive(message) : air.postMessage({ to, ...message }))
    air.postMessage({ to: 'all' })
    begin()
    return new Promise(() => {})
  })
  // Another tab may be the hub already.
  queueMicrotask(begin)
  return send
}
