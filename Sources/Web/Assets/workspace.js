// The workspace: which of several cards is seen, the keys that choose and close, the sound and the notes.
import { enableNotes, isWrong, post, settleNotes } from './notes.js'
import { enableRing } from './ring.js'

let region
// The card somebody has chosen in the tray, until another call is answered.
let picked = null
let talking = null

export function enableWorkspace() {
  region = document.querySelector('[data-workspace]')
  if (!region) return
  const user = region.dataset.workspace
  if (user) enableNotes(region, user)
  const ring = user ? enableRing() : null
  const settle = () => {
    choose()
    ring?.(mayRing() && region.querySelector('[data-rings]') !== null)
  }
  settle()
  // Called after each change of the page, before it is painted.
  new MutationObserver(settle).observe(region, {
    childList: true, subtree: true, attributes: true, attributeFilter: ['data-rank', 'data-rings']
  })
  document.addEventListener('click', event => {
    const pick = event.target.closest('[data-pick]')
    if (pick) show(pick.dataset.pick)
    const close = event.target.closest('[data-close]')
    if (close) closeCard(close)
  })
}

const cards = () => [...region.querySelectorAll(':scope > [data-card]')]
const number = (card, name) => Number(card.dataset[name])

// Who talks hears a further call in the receiver.
const mayRing = () => !cards().some(card => number(card, 'rank') === 0)

// What is going on comes before what is over, of which the latest comes first.
function byAttention(one, other) {
  const [rank, otherRank] = [number(one, 'rank'), number(other, 'rank')]
  if (rank !== otherRank) return rank - otherRank
  return rank === 4 ? number(other, 'at') - number(one, 'at') : 0
}

function choose() {
  const all = cards()
  if (all.length === 0) return
  const first = all.toSorted(byAttention)[0]
  const nowTalking = number(first, 'rank') === 0 ? first.id : null
  if (nowTalking && nowTalking !== talking) picked = null
  talking = nowTalking
  // Where somebody types nothing takes the place.
  const { activeElement } = document
  const isTypedIn = activeElement && !activeElement.matches('[data-untouched]')
  const typedIn = isTypedIn ? all.find(card => card.contains(activeElement)) : undefined
  const chosen = typedIn ?? all.find(card => card.id === picked) ?? first
  for (const card of all) {
    const isHidden = card !== chosen
    if (card.hidden !== isHidden) card.hidden = isHidden
  }
  for (const pick of document.querySelectorAll('[data-pick]')) {
    const row = pick.closest('li')
    const isHidden = pick.dataset.pick === chosen.id
    if (row.hidden !== isHidden) row.hidden = isHidden
  }
}

function show(id) {
  picked = id
  if (region.contains(document.activeElement)) document.activeElement.blur()
  choose()
}

async function closeCard(button) {
  if (button.disabled) return
  button.disabled = true
  const failed = document.getElementById('closing-failed')
  failed.hidden = true
  const unsaved = await settleNotes(button.closest('[data-card]'))
  if (unsaved) {
    // Below the field it says what is wrong with the text.
    failed.hidden = isWrong(unsaved)
    button.disabled = false
    return unsaved.focus()
  }
  const answer = await post('/card/close', { calls: button.dataset.close })
  // The stream takes the card away.
  failed.hidden = answer?.ok ?? false
  button.disabled = answer?.ok ?? false
}
