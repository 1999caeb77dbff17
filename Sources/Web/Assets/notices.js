// Calls attention to what is new under the bell: a toast that never takes the focus, a sound, and the browser's own notification
// where it was allowed and nobody looks at the page. Once for all tabs of a browser; again after a reload, until it was seen.
import { chime, isMuted, mute } from './ring.js'

const seenTime = 12_000
// Tabs that nobody looks at let the others go first.
const hiddenDelay = 400

export function enableNotices() {
  const list = document.getElementById('bell-list')
  if (!list) return () => {}
  const { reader } = document.body.dataset
  const memory = name => Number(localStorage.getItem(`${name}-${reader}`) ?? 0)
  const remember = (name, id) => localStorage.setItem(`${name}-${reader}`, String(Math.max(id, memory(name))))
  const toasts = new Map()
  const place = document.createElement('div')
  place.className = 'notices'
  place.setAttribute('role', 'status')
  document.body.append(place)
  let isOurs = false
  let isQueued = false
  let letGo

  const unread = () => [...list.querySelectorAll('[data-notification]')].map(row => ({ row, id: Number(row.dataset.notification) }))

  function update() {
    const rows = unread()
    for (const id of toasts.keys()) if (!rows.some(row => row.id === id)) close(id)
    const fresh = rows.filter(({ id }) => id > memory('seen') && !toasts.has(id))
    if (fresh.length === 0) return
    sound(fresh)
    if (isOurs) for (const one of fresh.slice(0, 3).reverse()) show(one)
    else queueUp()
  }

  async function queueUp() {
    if (isQueued) return
    isQueued = true
    if (document.hidden) await new Promise(resolve => setTimeout(resolve, hiddenDelay))
    await locked('priyom-notices', async () => {
      isQueued = false
      isOurs = true
      update()
      if (toasts.size > 0) await new Promise(resolve => { letGo = resolve })
      isOurs = false
    })
  }

  function show({ row, id }) {
    const toast = document.createElement('div')
    toast.className = 'news'
    const icon = document.querySelector('.bell .icon').cloneNode(true)
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'button quiet small square'
    button.textContent = '×'
    button.ariaLabel = list.dataset.close
    button.addEventListener('click', () => close(id, true))
    toast.append(icon, row.querySelector('a').cloneNode(true), button)
    place.prepend(toast)
    toasts.set(id, { toast, timer: setTimeout(() => close(id, true), seenTime) })
  }

  function close(id, isSeen = false) {
    const { toast, timer } = toasts.get(id)
    clearTimeout(timer)
    toast.remove()
    toasts.delete(id)
    if (isSeen) remember('seen', id)
    if (toasts.size === 0) letGo?.()
  }

  async function sound(fresh) {
    const newest = Math.max(...fresh.map(({ id }) => id))
    if (document.hidden) await new Promise(resolve => setTimeout(resolve, hiddenDelay))
    await locked('priyom-sound', () => {
      if (newest <= memory('sounded')) return
      remember('sounded', newest)
      if (!isMuted()) chime()
      if (!document.hasFocus()) tellSystem(fresh[0])
    })
  }

  const allow = document.querySelector('[data-allow-notices]')
  if (globalThis.Notification) {
    allow.hidden = Notification.permission !== 'default'
    allow.addEventListener('click', async () => { allow.hidden = await Notification.requestPermission() !== 'default' })
  }
  const silence = document.querySelector('[data-mute]')
  const showSilence = () => silence.setAttribute('aria-pressed', String(isMuted()))
  silence.addEventListener('click', () => mute(!isMuted()))
  addEventListener('storage', showSilence)
  showSilence()
  update()
  return update
}

function tellSystem({ row, id }) {
  if (globalThis.Notification?.permission !== 'granted') return
  const link = row.querySelector('a')
  const notice = new Notification(link.querySelector('b').textContent, {
    body: link.querySelector('span').textContent, tag: `priyom-${id}`, silent: true
  })
  notice.addEventListener('click', () => {
    window.focus()
    location.href = link.href
  })
}

function locked(name, work) {
  return navigator.locks ? navigator.locks.request(name, work) : work()
}
