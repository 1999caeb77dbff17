// A tab's part of the browser's event stream: follows the pages that the tab shows, says when nothing is heard any more, and
// begins again where it was.
import { reachHub } from './links.js'

const silenceLimit = 10_000
const retryDelay = 1_500

export class Stream {
  // queries: what of the page is live, each a channel of its own. handlers: patch(operations) -> whether it could be applied,
  // clock(serverTime), online(), offline(lastHeard), mayBeLoggedOut(), after whose promise it tries again, and refused()
  constructor(queries, position, version, handlers) {
    this.tab = crypto.getRandomValues(new Uint32Array(2)).reduce((text, number) => text + number.toString(36), '')
    this.handlers = handlers
    const { reader } = document.body.dataset
    this.suffix = `&lang=${document.documentElement.lang}&reader=${reader}`
    this.channels = new Map()
    this.count = 0
    for (const query of queries) this.add(query, position)
    this.lastHeard = Date.now()
    this.holdLock().then(() => {
      this.send = reachHub(this.tab, version, message => this.take(message), () => this.join())
    })
    setInterval(() => this.checkSilence(), 1_000)
    addEventListener('pagehide', () => this.send?.({ leave: true }))
    addEventListener('pageshow', event => { if (event.persisted) this.join() })
  }

  // - Returns the name of the channel.
  add(query, position) {
    const name = `${this.tab}.${this.count++}`
    this.channels.set(name, { name, query: query + this.suffix, position })
    return name
  }

  // What the selector finds is live only while it stands on the page.
  followWhile(selector, query) {
    let name
    const look = () => {
      const isThere = document.querySelector(selector) !== null
      if (isThere && !name) name = this.follow(query)
      if (!isThere && name) {
        this.unfollow(name)
        name = undefined
      }
    }
    look()
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true })
  }

  follow(query) {
    const name = this.add(query, null)
    this.join()
    return name
  }

  unfollow(name) {
    if (this.channels.delete(name)) this.join()
  }

  // Held for as long as the tab lives.
  holdLock() {
    if (!navigator.locks) return Promise.resolve()
    return new Promise(resolve => {
      navigator.locks.request(`priyom-tab-${this.tab}`, () => {
        resolve()
        return new Promise(() => {})
      })
    })
  }

  join() {
    this.send?.({ join: [...this.channels.values()].map(({ name, query, position }) => ({ name, query, position })) })
  }

  take(message) {
    if (message.isOld) return location.reload()
    if (message.mayBeLoggedOut) return this.handlers.mayBeLoggedOut().then(() => this.joinLater())
    if (message.isRefused) return this.handlers.refused()
    this.hear(message.at)
    if (message.operations) this.patch(message)
  }

  joinLater() {
    clearTimeout(this.retry)
    this.retry = setTimeout(() => this.join(), retryDelay)
  }

  patch({ channel, position, operations }) {
    const followed = this.channels.get(channel)
    if (!followed) return
    if (this.handlers.patch(operations)) {
      followed.position = position
      followed.hasFailed = false
    } else if (followed.hasFailed) {
      // The whole content does not fit either: this page is not what the server would make of it now.
      this.handlers.refused()
    } else {
      // Asks for the whole content, whatever position it is at.
      followed.position = null
      followed.hasFailed = true
      this.joinLater()
    }
  }

  hear(serverTime) {
    this.handlers.clock(serverTime)
    this.lastHeard = Date.now()
    if (this.isOffline) this.handlers.online()
    this.isOffline = false
  }

  checkSilence() {
    if (Date.now() - this.lastHeard < silenceLimit) return
    if (!this.isOffline) this.handlers.offline(this.lastHeard)
    this.isOffline = true
  }
}
