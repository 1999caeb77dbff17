// The ring: two soft tones while the own phone rings. Browsers make no sound before somebody has clicked, so the page asks.
// One tab of a browser sounds; whether it may is remembered for the browser.

const period = 3
const loudness = 0.06
const longest = 180
const choice = 'sound'

export const isMuted = () => localStorage.getItem(choice) === 'off'

export function mute(isMuted) {
  localStorage.setItem(choice, isMuted ? 'off' : 'on')
  // Other tabs hear of it by themselves.
  dispatchEvent(new StorageEvent('storage', { key: choice }))
}

let sounding

// One soft tone, where somebody has touched the page already: before that browsers make no sound.
export function chime() {
  if (!navigator.userActivation?.hasBeenActive) return
  sounding ??= new AudioContext()
  const gain = new GainNode(sounding, { gain: 0 })
  const oscillator = new OscillatorNode(sounding, { frequency: 880 })
  oscillator.connect(gain).connect(sounding.destination)
  const begin = sounding.currentTime + 0.01
  gain.gain.setValueAtTime(0, begin)
  gain.gain.linearRampToValueAtTime(loudness, begin + 0.02)
  gain.gain.linearRampToValueAtTime(0, begin + 0.35)
  oscillator.start(begin)
  oscillator.stop(begin + 0.4)
}

export function enableRing() {
  const button = document.querySelector('[data-sound]')
  let context = null
  let isWanted = false
  let isOurTurn = false
  let tone = null

  // The tab that comes first sounds until it is closed; the next one takes over.
  function queueUp() {
    navigator.locks?.request('priyom-ring', () => new Promise(() => {
      isOurTurn = true
      update()
    }))
  }

  function update() {
    const isAllowed = context?.state === 'running'
    button.dataset.sound = isMuted() ? 'off' : isAllowed ? 'on' : 'asks'
    const shallRing = isWanted && isAllowed && isOurTurn && !isMuted()
    if (shallRing && !tone) tone = start(context)
    if (!shallRing && tone) {
      tone.stop()
      tone = null
    }
    document.documentElement.toggleAttribute('data-ringing', tone !== null)
  }

  async function allow() {
    if (isMuted() || context?.state === 'running') return
    if (!context) {
      context = new AudioContext()
      context.onstatechange = update
      queueUp()
    }
    await context.resume().catch(() => {})
    update()
  }

  button.addEventListener('click', () => {
    const wasOn = button.dataset.sound === 'on'
    localStorage.setItem(choice, wasOn ? 'off' : 'on')
    allow()
    update()
  })
  // Any touch of the page allows sound as well as the button, which has its own say.
  for (const name of ['pointerdown', 'keydown']) {
    document.addEventListener(name, event => { if (!button.contains(event.target)) allow() }, { capture: true })
  }
  addEventListener('storage', event => event.key === choice && update())
  update()

  return isRinging => {
    isWanted = isRinging
    update()
  }
}

// All at once on the sound's own clock: timers of a page in the background are late.
function start(context) {
  const gain = new GainNode(context, { gain: 0 })
  const oscillator = new OscillatorNode(context, { frequency: 660 })
  oscillator.connect(gain).connect(context.destination)
  const begin = context.currentTime + 0.01
  for (let at = begin; at < begin + longest; at += period) {
    for (const [offset, frequency] of [[0, 660], [0.28, 550]]) {
      oscillator.frequency.setValueAtTime(frequency, at + offset)
      gain.gain.setValueAtTime(0, at + offset)
      gain.gain.linearRampToValueAtTime(loudness, at + offset + 0.02)
      gain.gain.linearRampToValueAtTime(0, at + offset + 0.26)
    }
  }
  oscillator.start(begin)
  return {
    stop() {
      gain.disconnect()
      oscillator.stop()
    }
  }
}
