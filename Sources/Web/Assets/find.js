// Search as one types: asks a little after the last key, one request at a time; the answer to what was typed last stays.
// Without this the field is a form that leads to the page of what is found.
//   data-ask="/clients/find"   whom to ask; the answer goes into the element that aria-controls names
//   role="combobox"             the answer is a list below the field: arrows choose, Enter opens, Esc closes
//   data-picks="owner_id"       the list is of records for a form: Enter takes the chosen one's number into the hidden field of this name

const pause = 70

export function enable(root) {
  for (const field of root.querySelectorAll('[data-ask]')) {
    if (field.dataset.picks) new Picker(field)
    else new Finder(field)
  }
}

class Finder {
  constructor(field) {
    this.field = field
    this.place = document.getElementById(field.getAttribute('aria-controls'))
    this.isList = field.getAttribute('role') === 'combobox'
    this.shown = field.value.trim()
    this.isAsking = false
    field.addEventListener('input', () => this.askSoon())
    if (!this.isList) return
    field.addEventListener('keydown', event => { if (this.act(event)) event.preventDefault() })
    field.addEventListener('focus', () => this.open())
    const box = field.closest('.search')
    document.addEventListener('click', event => { if (!box.contains(event.target)) this.close() })
    box.addEventListener('focusout', event => { if (!box.contains(event.relatedTarget)) this.close() })
  }

  get typed() { return this.field.value.trim() }

  askSoon() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.ask(), this.typed === '' ? 0 : pause)
  }

  async ask() {
    if (this.isAsking) return
    this.isAsking = true
    while (this.shown !== this.typed) {
      const typed = this.typed
      const address = new URL(this.field.dataset.ask, location.href)
      address.searchParams.set('q', typed)
      const answer = await fetch(address).catch(() => null)
      const text = answer?.ok && !answer.redirected ? await answer.text() : null
      // Asked again at the next key only.
      if (text === null) break
      this.shown = typed
      if (typed === this.typed) this.show(text)
    }
    this.isAsking = false
  }

  show(text) {
    this.place.innerHTML = text
    this.place.dataset.for = this.shown
    if (!this.isList) return
    this.choose(this.options[0])
    this.open()
  }

  get options() { return [...this.place.querySelectorAll('[role=option]')] }
  get chosen() { return this.place.querySelector('[aria-selected=true]') }

  open() {
    const isOpen = this.typed !== '' && this.place.childElementCount > 0
    this.place.hidden = !isOpen
    this.field.setAttribute('aria-expanded', String(isOpen))
  }

  close() {
    this.place.hidden = true
    this.field.setAttribute('aria-expanded', 'false')
  }

  choose(option) {
    this.chosen?.setAttribute('aria-selected', 'false')
    option?.setAttribute('aria-selected', 'true')
    option?.scrollIntoView({ block: 'nearest' })
    if (option) this.field.setAttribute('aria-activedescendant', option.id)
    else this.field.removeAttribute('aria-activedescendant')
  }

  // - Returns whether the key was meant for the list.
  act(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return false
    if (event.code === 'Escape' && !this.place.hidden) {
      this.close()
      return true
    }
    if (event.code === 'Enter' || event.code === 'NumpadEnter') {
      // What is shown must be the answer to what stands in the field, or a stranger's card would open.
      if (this.place.hidden || this.shown !== this.typed || !this.chosen) return false
      this.chosen.click()
      return true
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.code]
    if (!step || this.options.length === 0) return false
    if (this.place.hidden) this.open()
    const place = this.options.indexOf(this.chosen) + step
    this.choose(this.options[(place + this.options.length) % this.options.length])
    return true
  }
}

// What is typed is nobody's number until one of the list is taken: it is sent with a mark before it, and refused.
class Picker extends Finder {
  constructor(field) {
    super(field)
    this.picked = field.form.elements[field.dataset.picks]
    field.addEventListener('input', () => {
      this.taken = undefined
      this.set(this.typed === '' ? '' : `?${this.typed}`)
    })
    // The field stays in focus, or it would be found wrong before anybody is taken.
    this.place.addEventListener('mousedown', event => event.preventDefault())
    this.place.addEventListener('click', event => this.take(event.target.closest('[role=option]')))
  }

  set(value) { this.picked.value = value }

  // An answer that was on its way when somebody was taken would offer others of that name.
  show(text) { if (this.typed !== this.taken) super.show(text) }

  take(option) {
    if (!option) return
    clearTimeout(this.timer)
    this.set(option.dataset.value)
    this.field.value = this.shown = this.taken = option.dataset.name.trim()
    this.place.replaceChildren()
    this.close()
  }
}
