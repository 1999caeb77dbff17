// The hub as a worker that all tabs of a browser share. Its name is the version of the program.
import { Hub } from './hub.js'

const ports = new Map()
const hub = new Hub(self.name, (tab, message) => ports.get(tab)?.postMessage(message))

self.addEventListener('connect', ({ ports: [port] }) => {
  port.addEventListener('message', ({ data: { tab, ...message } }) => {
    if (message.leave) ports.delete(tab)
    else ports.set(tab, port)
    hub.take(tab, message)
  })
  port.start()
})
