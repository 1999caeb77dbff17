// Lists: the pill that tells of new rows, and choices that close by themselves. Without this a list is links, and works.

const askEvery = 10_000

export function followList() {
  const pill = document.querySelector('[data-news]')
  if (pill) setInterval(() => { if (!document.hidden) ask(pill) }, askEvery)
  document.addEventListener('visibilitychange', () => { if (pill && !document.hidden) ask(pill) })
  document.addEventListener('keydown', event => { if (event.code === 'Escape') closeChoices(event) })
  document.addEventListener('click', closeChoices)
}

async function ask(pill) {
  const answer = await fetch(pill.dataset.news).catch(() => null)
  if (!answer?.ok) return
  const words = await answer.text()
  pill.querySelector('[data-words]').textContent = words
  pill.hidden = words === ''
}

// A click beside an open choice, or Esc, closes it.
function closeChoices(event) {
  for (const choice of document.querySelectorAll('details.choice[open]')) {
    if (event.type === 'click' && choice.contains(event.target)) continue
    const hadFocus = choice.contains(document.activeElement)
    choice.open = false
    // Esc goes one step back only.
    if (event.type === 'keydown') event.preventDefault()
    if (hadFocus) choice.querySelector('summary').focus()
  }
}
