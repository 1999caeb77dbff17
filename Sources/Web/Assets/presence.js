// The own status in the corner: its menu, and what shows that somebody is at the computer. Who is away is decided by the server,
// because timers of hidden tabs are slow.

const slowest = 30_000
// When any tab of this browser has last said that somebody is there.
const toldAt = 'presence-told'
const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel']

export function enablePresence() {
  const menu = document.getElementById('presence-menu')
  if (!menu) return
  const awayAfter = Number(menu.dataset.awayAfter) * 1_000
  const pace = Math.min(slowest, awayAfter / 4)
  const stir = () => noteActivity(pace)
  document.addEventListener('submit', event => {
    const place = event.target.closest('#presence-menu, .menu.of-other')
    if (!place) return
    event.preventDefault()
    send(place, event.target, event.submitter)
  })
  for (const sign of signs) addEventListener(sign, stir, { passive: true, capture: true })
  document.addEventListener('visibilitychange', () => { if (!document.hidden) stir() })
  if (!document.hidden) stir()
  offerDetection(menu.querySelector('[data-detect-idle]'), awayAfter, pace)
}

async function send(menu, form, button) {
  const refusal = menu.querySelector('[data-refusal]')
  const body = new URLSearchParams(new FormData(form, button))
  try {
    const answer = await fetch(form.action, { method: 'POST', body, headers: { 'X-Requested-With': 'page' } })
    if (refusal) refusal.innerHTML = answer.status === 422 ? await answer.text() : answer.ok ? '' : `${answer.status}`
    if (!answer.ok) return
    if (button?.name === 'act' && menu.matches('.of-other')) form.reset()
    const hasChosen = menu.matches('.of-other') || ['status', 'own'].includes(button?.name) || button?.value === 'add' || form.elements.note
    if (button?.value === 'add') form.reset()
    if (hasChosen) menu.hidePopover()
  } catch {
    // The banner says that the server is not reached; what was typed stays.
  }
}

function noteActivity(pace) {
  const isAway = document.querySelector('#own-presence [data-idle]') !== null
  const age = Date.now() - Number(localStorage.getItem(toldAt))
  if (age >= 0 && age < (isAway ? 1_000 : pace)) return
  localStorage.setItem(toldAt, Date.now())
  tell({})
}

function tell(fields) {
  const token = document.querySelector('#presence-menu input[name=token]').value
  const body = new URLSearchParams({ token, ...fields })
  fetch('/presence/activity', { method: 'POST', body, keepalive: true, headers: { 'X-Requested-With': 'page' } }).catch(() => {})
}

// Where the browser can tell of the whole computer, and the person allows it (decision D12).
async function offerDetection(button, awayAfter, pace) {
  if (!globalThis.IdleDetector || !isSecureContext) return
  const begin = () => detect(awayAfter, pace).catch(() => {})
  const permission = await navigator.permissions.query({ name: 'idle-detection' }).catch(() => null)
  if (permission?.state === 'granted') return begin()
  if (permission?.state !== 'prompt') return
  button.hidden = false
  button.addEventListener('click', async () => {
    const state = await IdleDetector.requestPermission()
    button.hidden = true
    if (state === 'granted') begin()
  })
}

async function detect(awayAfter, pace) {
  const detector = new IdleDetector()
  const isActive = () => detector.userState === 'active' && detector.screenState === 'unlocked'
  detector.addEventListener('change', () => isActive() ? noteActivity(pace) : tell({ idle: 1 }))
  // Browsers take no less than a minute.
  await detector.start({ threshold: Math.max(60_000, awayAfter) })
  setInterval(() => { if (isActive()) noteActivity(pace) }, pace)
}
