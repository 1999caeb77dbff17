// The event stream of a page: stays connected, says when it is not, and begins again where it was.

const silenceLimit = 10_000
const retryDelay = 1_500

export class Stream {
  // handlers: patch(operations) -> whether it could be applied, clock(serverTime), online(), offline(lastHeard), and
  // refused(), after whose promise it tries again
  constructor(query, position, version, handlers) {
    this.query = query
    this.position = position
    this.version = version
    this.handlers = handlers
    this.lastHeard = Date.now()
    this.connect()
    setInterval(() => this.checkSilence(), 1_000)
  }

  connect() {
    this.source?.close()
    const place = this.position === null ? '' : `&position=${this.position}`
    const source = new EventSource(`/live?${this.query}&version=${this.version}${place}`)
    source.addEventListener('patch', event => this.takePatch(event))
    source.addEventListener('beat', event => this.hear(JSON.parse(event.data).at))
    source.addEventListener('reload', () => location.reload())
    // The browser reconnects by itself except when the answer was an error.
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED) this.handlers.refused().then(() => this.connectLater())
    })
    this.source = source
  }

  connectLater() {
    clearTimeout(this.retry)
    this.retry = setTimeout(() => this.connect(), retryDelay)
  }

  takePatch(event) {
    const { at, operations } = JSON.parse(event.data)
    this.hear(at)
    if (this.handlers.patch(operations)) {
      this.position = event.lastEventId
    } else {
      // Asks for the whole page's content, whatever position it is at.
      this.position = null
      this.connectLater()
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
    // A connection that is silent may look open for long: begin anew.
    if (Date.now() - (this.lastTried ?? 0) > silenceLimit) {
      this.lastTried = Date.now()
      this.connect()
    }
  }
}
