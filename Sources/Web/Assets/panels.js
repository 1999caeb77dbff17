// The panels of the client on a card: which there are, then each as soon as it has come. The card waits for none of them.

// The server gives another program a second; beyond that something between us is wrong.
const patience = 5_000

export function enablePanels() {
  if (!document.querySelector('[data-workspace]')) return
  begin()
  // Cards that have come onto the page.
  new MutationObserver(begin).observe(document.querySelector('[data-workspace]'), { childList: true, subtree: true })
  document.addEventListener('click', event => {
    const again = event.target.closest('[data-panel-again]')
    if (again) fill(again.closest('[data-panel]'))
  })
}

function begin() {
  for (const place of document.querySelectorAll('[data-panels]:not([data-opened])')) {
    place.dataset.opened = ''
    open(place)
  }
}

async function open(place) {
  const html = await ask(place.dataset.panels)
  // Without the list there is nothing to say: the card is whole without it.
  if (html === null) return
  place.innerHTML = html
  for (const panel of place.querySelectorAll('[data-panel]')) fill(panel)
}

async function fill(panel) {
  const wasPressed = panel.contains(document.activeElement)
  for (const button of panel.querySelectorAll('button')) button.disabled = true
  panel.setAttribute('aria-busy', 'true')
  const html = await ask(panel.dataset.panel)
  if (html === null) tellFailure(panel)
  else panel.innerHTML = html
  panel.removeAttribute('aria-busy')
  if (wasPressed) panel.querySelector('[data-panel-again]')?.focus()
}

// The server's words, with everything foreign in them made text; null where none came.
async function ask(address) {
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(patience) })
    return answer.ok && !answer.redirected ? await answer.text() : null
  } catch {
    return null
  }
}

function tellFailure(panel) {
  const words = document.createElement('p')
  words.className = 'muted'
  const again = document.createElement('button')
  again.type = 'button'
  again.className = 'button quiet'
  again.dataset.panelAgain = ''
  again.textContent = panel.dataset.again
  words.append(panel.dataset.failed, ' ', again)
  panel.replaceChildren(...panel.querySelectorAll('h4'), words)
}
