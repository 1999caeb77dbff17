// What is asked before a waiting contact is given to somebody, or marked as lost.

export function enable() {
  document.addEventListener('click', event => {
    const opener = event.target.closest?.('[data-dialog]')
    if (opener) open(opener)
    if (event.target.closest?.('[data-dismiss]')) event.target.closest('dialog').close()
  })
  // In a list of names Enter means the one that is chosen.
  document.querySelector('#give select')?.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || !event.target.value) return
    event.preventDefault()
    event.target.form.requestSubmit()
  })
}

function open({ dataset: { dialog: name, contact, whom, eligible } }) {
  const dialog = document.getElementById(name)
  if (!dialog || dialog.open) return
  dialog.querySelector('[name=contact]').value = contact
  dialog.querySelector('[data-whom]').textContent = whom
  if (eligible !== undefined) showFirst(dialog.querySelector('select'), eligible.split(' ').filter(Boolean))
  dialog.showModal()
}

// Those whom the contact's reason names stand first.
function showFirst(select, eligible) {
  const [first, rest] = select.querySelectorAll('optgroup')
  rest.append(...first.children)
  rest.append(...[...rest.children].sort((one, other) => one.textContent.localeCompare(other.textContent)))
  first.append(...[...rest.children].filter(option => eligible.includes(option.value)))
  first.hidden = first.children.length === 0
  select.value = ''
  if (first.firstElementChild) first.firstElementChild.selected = true
  else if (rest.firstElementChild) rest.firstElementChild.selected = true
}
