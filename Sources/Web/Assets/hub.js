// The one event stream of a browser. It follows the pages of all tabs, because a browser opens only a few connections to one
// host, and passes on to each tab what is its own.

const silenceLimit = 10_000
const retryDelay = 1_000
// Tabs open and close in bursts: their wishes are gathered for a moment.
const gatherTime = 15

export class Hub {
  // deliver(tab, message) reaches a tab.
  constructor(version, deliver) {
    this.version = version
    this.deliver = deliver
    this.tabs = new Map()
    setInterval(() => this.checkSilence(), 1_000)
  }

  // What a tab says: { join: [{ name, query, position }] }, { leave: true } or { retry: true }
  take(tab, { join, leave }) {
    // A tab that has said so lets go of its lock as well.
    if (leave && !this.tabs.delete(tab)) return
    if (join) {
      if (!this.tabs.has(tab)) this.noticeEnd(tab)
      this.tabs.set(tab, new Map(join.map(channel => [channel.name, channel])))
    }
    this.connectAfter(gatherTime)
  }

  // A tab that crashes says nothing, but lets go of its lock.
  noticeEnd(tab) {
    navigator.locks?.request(`priyom-tab-${tab}`, () => this.take(tab, { leave: true }))
  }

  connectAfter(delay) {
    clearTimeout(this.plan)
    this.plan = setTimeout(() => this.connect(), delay)
  }

  connect() {
    this.source?.close()
    this.source = null
    const channels = [...this.tabs.values()].flatMap(tab => [...tab.values()])
    if (channels.length === 0) return
    const follows = channels.map(({ name, query, position }) => {
      const place = position === null ? '' : `&position=${position}`
      return `&follow=${encodeURIComponent(`/${name}?${query}${place}`)}`
    })
    const source = new EventSource(`/live?version=${this.version}${follows.join('')}`)
    source.addEventListener('patch', event => this.passOn(JSON.parse(event.data)))
    source.addEventListener('refused', event => this.passOn({ ...JSON.parse(event.data), isRefused: true }))
    source.addEventListener('beat', event => this.tellAll({ at: JSON.parse(event.data).at }))
    source.addEventListener('reload', () => this.tellAll({ isOld: true }))
    source.addEventListener('error', () => this.takeError(source))
    this.source = source
    this.lastHeard = this.lastTried = Date.now()
  }

  // The browser would connect by itself where it was when the stream began, and not at all after an answer that is an error.
  takeError(source) {
    if (source !== this.source) return
    const isRefused = source.readyState === EventSource.CLOSED
    source.close()
    this.source = null
    if (isRefused) this.tellAll({ mayBeLoggedOut: true })
    else this.connectAfter(retryDelay * (0.5 + Math.random() / 2))
  }

  passOn(message) {
    this.lastHeard = Date.now()
    const tab = message.channel.split('.')[0]
    const channel = this.tabs.get(tab)?.get(message.channel)
    if (!channel) return
    if (message.isRefused) this.tabs.get(tab).delete(message.channel)
    else channel.position = message.position
    this.deliver(tab, message)
  }

  tellAll(message) {
    this.lastHeard = Date.now()
    for (const tab of this.tabs.keys()) this.deliver(tab, message)
  }

  // A connection that is silent may look open for long: begin anew.
  checkSilence() {
    if (this.source && Date.now() - Math.max(this.lastHeard, this.lastTried) > silenceLimit) this.connect()
  }
}
