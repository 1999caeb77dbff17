// The registry: new rows are told of by a pill, rows that have changed are replaced in place, and nothing the reader looks at
// moves. Without this script the registry is links and forms, and works.

const askEvery = 20_000
const freshTime = 6_000

export function enable(page) {
  const news = page.querySelector('[data-registry-news]')
  const form = page.querySelector('[data-registry]')
  let isAsking = false
  let isAskedAgain = false

  // The stream says that some contact was written; what was, the server tells by the filters of this page.
  const pulse = page.getElementById('registry-pulse')
  if (pulse) new MutationObserver(ask).observe(pulse, { childList: true, subtree: true, characterData: true })
  setInterval(ask, askEvery)
  page.addEventListener('visibilitychange', ask)

  async function ask() {
    if (page.hidden) return
    if (isAsking) { isAskedAgain = true; return }
    isAsking = true
    isAskedAgain = false
    const rows = [...page.querySelectorAll('tr[data-digest]')]
      .map(row => `${row.id.slice('contact-'.length)}.${row.dataset.digest}`).join('-')
    const address = news.dataset.registryNews
    const answer = await fetch(`${address}${address.includes('?') ? '&' : '?'}rows=${rows}`).catch(() => null)
    if (answer?.ok) show(await answer.text())
    isAsking = false
    if (isAskedAgain) ask()
  }

  function show(html) {
    const template = page.createElement('template')
    template.innerHTML = html
    const words = template.content.querySelector('[data-words]').textContent
    const place = news.querySelector('[data-words]')
    if (place) {
      place.textContent = words
      news.hidden = words === ''
    }
    for (const row of template.content.querySelectorAll('tr')) replace(row)
  }

  // The focus, the selection and the mark stay where they are; only the cells change.
  function replace(fresh) {
    const old = page.getElementById(fresh.id)
    if (!old) return
    const isMarked = old.querySelector('[name=contact]')?.checked
    const focused = old.contains(page.activeElement) ? page.activeElement.tagName : null
    old.dataset.digest = fresh.dataset.digest
    old.replaceChildren(...fresh.children)
    const box = old.querySelector('[name=contact]')
    if (box) box.checked = Boolean(isMarked)
    if (focused) old.querySelector(focused === 'INPUT' ? 'input' : 'a')?.focus({ preventScroll: true })
    old.classList.add('fresh')
    setTimeout(() => old.classList.remove('fresh'), freshTime)
    showCount()
  }

  for (const place of page.querySelectorAll('[data-count]')) count(place)

  async function count(place) {
    const answer = await fetch(place.dataset.count).catch(() => null)
    if (answer?.ok) place.textContent = await answer.text()
  }

  // - What is marked is handed over.
  function showCount() {
    const place = form?.querySelector('[data-marked]')
    if (place) place.textContent = form.querySelectorAll('[name=contact]:checked').length || ''
  }

  form?.addEventListener('change', showCount)
  page.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
    if (page.querySelector('dialog[open], :popover-open, details.choice[open]')) return
    const isTyping = event.target.matches?.('input:not([type=checkbox]), select, textarea')
    if (event.code === 'Escape' && !isTyping) return unmark()
    // Leads have keys of their own.
    if (isTyping || event.code !== 'KeyA' || form?.dataset.leads !== undefined || localStorage.getItem('letters-off') !== null || !form) return
    const row = form.querySelector('[data-row][aria-selected="true"] [name=contact]')
    if (!form.querySelector('[name=contact]:checked') && row) row.checked = true
    showCount()
    if (!form.querySelector('[name=contact]:checked')) return
    event.preventDefault()
    form.querySelector('[name=employee]')?.focus()
  })

  function unmark() {
    for (const box of form?.querySelectorAll('[name=contact]:checked') ?? []) box.checked = false
    showCount()
  }

  showCount()
}
