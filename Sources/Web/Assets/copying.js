// A button beside a number copies it, as any telephone takes it: +79535237271. The button says so by its picture, and to those who do
// not see it by words.

const shownFor = 2_000

export function enableCopying() {
  document.addEventListener('click', async event => {
    const button = event.target.closest?.('button[data-copy]')
    if (!button) return
    event.preventDefault()
    if (await copy(button.dataset.copy)) show(button)
  })
}

// Over an unprotected connection there is no clipboard but that of a selection.
async function copy(text) {
  try {
    if (navigator.clipboard) {
      await navigator.clipboard.writeText(text)
      return true
    }
  } catch {
    // Not allowed: the selection may be.
  }
  const field = document.createElement('textarea')
  field.value = text
  field.className = 'only-read'
  const focused = document.activeElement
  // In a sheet that lies above the page nothing below can be selected.
  const place = focused?.closest('dialog[open], [popover]') ?? document.body
  place.append(field)
  field.select()
  const isCopied = document.execCommand('copy')
  field.remove()
  focused?.focus()
  return isCopied
}

function show(button) {
  const picture = button.querySelector('use')
  picture?.setAttribute('href', '#i-check')
  button.classList.add('copied')
  const told = document.getElementById('number-copied')
  if (told) told.textContent = told.dataset.words.replace('{}', button.dataset.copy)
  setTimeout(() => {
    picture?.setAttribute('href', '#i-copy')
    button.classList.remove('copied')
    if (told) told.textContent = ''
  }, shownFor)
}
