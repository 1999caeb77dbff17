// Players of recordings: listening, places, speeds, keys, and the place in the picture of the call above them.
import { durationText } from './clock.js'
import { askToLogInAgain } from './session.js'

const step = 5
// A person keeps the speed from call to call, in this browser.
const speedKey = 'recording-speed'

export function enable(page) {
  const players = [...page.querySelectorAll('[data-player]')].map(element => new Player(element, page))
  if (!players.length) return
  // Keys go to the one that was used last.
  let used = players[0]
  for (const player of players) {
    player.onUse = () => {
      used = player
      for (const other of players) if (other !== player) other.audio.pause()
    }
  }
  page.addEventListener('keydown', event => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || isTaken(event)) return
    const act = { Space: () => used.toggle(), ArrowLeft: () => used.move(-step), ArrowRight: () => used.move(step) }[event.code]
    if (!act) return
    event.preventDefault()
    act()
  })
}

// What has the focus may have a use of its own for the key.
function isTaken(event) {
  const element = event.target
  if (event.defaultPrevented || !(element instanceof Element)) return true
  // What lies above the page has the keys to itself.
  if (document.querySelector('dialog[open], :popover-open, details.choice[open]')) return true
  if (element.matches('[data-position]')) return false
  if (element.closest('button, a, select, textarea, input, summary, [contenteditable]')) {
    return event.code === 'Space' || element.closest('select, textarea, input, [contenteditable]') !== null
  }
  // A region that scrolls takes the arrows.
  return event.code !== 'Space' && element.matches('[role=region]')
}

class Player {
  constructor(element, page) {
    this.element = element
    this.source = element.dataset.source
    this.audio = new Audio()
    this.audio.preload = 'none'
    this.button = element.querySelector('[data-toggle]')
    this.range = element.querySelector('[data-position]')
    this.now = element.querySelector('[data-at]')
    this.whole = element.querySelector('[data-whole]')
    this.error = element.querySelector('[data-error]')
    this.pieces = element.dataset.pieces.split(' ').filter(Boolean).map(piece => piece.split(':').map(Number))
    this.picture = page.querySelector('[data-timeline]')
    this.wanted = 0
    this.onUse = () => {}
    this.listen()
    this.show()
  }

  listen() {
    const { audio } = this
    this.button.addEventListener('click', () => this.toggle())
    this.range.addEventListener('input', () => this.go(Number(this.range.value)))
    for (const radio of this.element.querySelectorAll('[type=radio]')) {
      radio.checked = radio.value === keptSpeed()
      radio.addEventListener('change', () => this.run(radio.value))
    }
    this.speed = Number(this.element.querySelector('[type=radio]:checked')?.value ?? 1)
    for (const name of ['play', 'pause', 'ended']) audio.addEventListener(name, () => this.showState())
    for (const name of ['timeupdate', 'seeked']) audio.addEventListener(name, () => this.show())
    audio.addEventListener('loadedmetadata', () => {
      if (Number.isFinite(audio.duration)) {
        this.range.max = audio.duration
        this.whole.textContent = durationText(audio.duration * 1000)
      }
      if (this.wanted) audio.currentTime = this.wanted
      audio.playbackRate = this.speed
      this.show()
    })
    audio.addEventListener('error', () => this.explain())
    this.picture?.addEventListener('click', event => this.goToPicture(event))
  }

  toggle() {
    if (!this.audio.paused) return this.audio.pause()
    this.play()
  }

  play() {
    this.onUse()
    this.error.textContent = ''
    // Each playing has a name of its own: what is heard twice stands twice in the audit log.
    if (!this.audio.src || this.audio.ended || this.audio.error) {
      if (this.audio.ended) this.wanted = 0
      this.audio.src = `${this.source}?playing=${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`
      this.audio.playbackRate = this.speed
    }
    // Why it failed, if it did, is told by the error event.
    this.audio.play().catch(() => {})
  }

  get place() { return this.audio.readyState > 0 ? this.audio.currentTime : this.wanted }

  move(seconds) { this.go(this.place + seconds) }

  go(seconds) {
    this.onUse()
    this.wanted = Math.min(Math.max(0, seconds), Number(this.range.max))
    if (this.audio.readyState > 0) this.audio.currentTime = this.wanted
    this.show()
  }

  run(speed) {
    this.speed = Number(speed)
    this.audio.playbackRate = this.speed
    try { localStorage.setItem(speedKey, speed) } catch { /* it holds for this page */ }
  }

  showState() {
    this.element.toggleAttribute('data-playing', !this.audio.paused)
    const name = this.audio.paused ? this.button.dataset.play : this.button.dataset.pause
    this.button.ariaLabel = name
    this.button.title = name
  }

  show() {
    const { place } = this
    this.range.value = place
    const text = durationText(place * 1000)
    if (this.now.textContent !== text) {
      this.now.textContent = text
      this.range.ariaValueText = this.element.dataset.of.replace('{}', text).replace('{}', this.whole.textContent)
    }
    this.showInPicture(place)
  }

  showInPicture(place) {
    const line = this.picture?.querySelector('[data-playhead]')
    const piece = this.pieces.findLast(([inRecording]) => inRecording <= place + 0.01)
    if (!line || !piece || (this.audio.paused && place === 0)) return
    const { left, width, length } = this.picture.dataset
    const seconds = Math.min(piece[1] + place - piece[0], Number(length))
    const x = Number(left) + seconds / Number(length) * Number(width)
    line.setAttribute('x1', x)
    line.setAttribute('x2', x)
    line.setAttribute('visibility', 'visible')
  }

  // A click on what was recorded goes there.
  goToPicture(event) {
    const bar = event.target.closest?.('.recorded, .talk, .hold, .consultation')
    if (!bar) return
    const { left, width, length } = this.picture.dataset
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.picture.getScreenCTM().inverse())
    const seconds = (point.x - Number(left)) / Number(width) * Number(length)
    const piece = this.pieces.find(([, inCall, span]) => seconds >= inCall && seconds < inCall + span)
    if (!piece) return
    this.go(piece[0] + seconds - piece[1])
    if (this.audio.paused) this.play()
  }

  async explain() {
    this.showState()
    try {
      const answer = await fetch(this.source, { method: 'HEAD', headers: { Accept: 'text/plain' } })
      if (answer.status === 401) return await askToLogInAgain()
      const told = answer.ok ? undefined : await fetch(this.source, { headers: { Accept: 'text/plain' } })
      const isText = told?.headers.get('Content-Type')?.startsWith('text/plain')
      this.error.textContent = isText ? await told.text() : this.element.dataset.unplayable
    } catch {
      this.error.textContent = this.element.dataset.unplayable
    }
  }
}

function keptSpeed() {
  let speed
  try { speed = localStorage.getItem(speedKey) } catch { /* none is kept */ }
  return ['1', '1.25', '1.5', '2'].includes(speed) ? speed : '1'
}
