// Lists: the pill that tells of new rows, and the keys to move in them. Without this a list is links, and works.

const askEvery = 10_000

export function followList() {
  const pill = document.querySelector('[data-news]')
  if (pill) setInterval(() => { if (!document.hidden) ask(pill) }, askEvery)
  document.addEventListener('visibilitychange', () => { if (pill && !document.hidden) ask(pill) })
  document.addEventListener('keydown', takeKey)
  document.addEventListener('click', closeChoices)
}

async function ask(pill) {
  const answer = await fetch(pill.dataset.news).catch(() => null)
  if (!answer?.ok) return
  const words = await answer.text()
  pill.querySelector('[data-words]').textContent = words
  pill.hidden = words === ''
}

// Keys are physical, so they are the same in every layout.
function takeKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return
  if (event.code === 'Escape') return closeChoices(event)
  if (event.target.closest('input, select, textarea, dialog')) return
  if (event.code === 'KeyJ') move(1)
  else if (event.code === 'KeyK') move(-1)
  else if (event.code === 'KeyN') document.querySelector('[data-news]:not([hidden]) a')?.click()
}

function move(step) {
  const links = [...document.querySelectorAll('[data-rows] [data-row]')]
  const now = links.findIndex(link => link.closest('tr').contains(document.activeElement))
  const next = links[now < 0 ? 0 : Math.min(Math.max(now + step, 0), links.length - 1)]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

// A click beside an open choice, or Esc, closes it. One with an error in it stays until it is dealt with.
function closeChoices(event) {
  for (const choice of document.querySelectorAll('details.choice[open]')) {
    if (event.type === 'click' && choice.contains(event.target)) continue
    const hadFocus = choice.contains(document.activeElement)
    choice.open = false
    if (hadFocus) choice.querySelector('summary').focus()
  }
}
