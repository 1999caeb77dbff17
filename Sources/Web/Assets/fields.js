// Forms about records: each field is checked when it is left, and all of them before they are sent, by the same rules as in the
// server. The rules and the words for them stand in attributes (see RecordFields.swift). Without this the server checks alone.

const controls = '[data-field] :is(input, select, textarea):not([type=radio], [type=checkbox])'

export function enable(form) {
  form.noValidate = true
  let isChanged = form.querySelector('[aria-invalid], .conflict') !== null
  form.addEventListener('input', event => {
    isChanged = true
    chooseMine(event.target)
  })
  form.addEventListener('focusout', event => {
    const control = event.target
    // What was never filled in is asked for when the form is sent.
    if (control.matches?.(controls) && (control.value !== '' || isInvalid(control))) show(control, problem(control))
  })
  form.addEventListener('submit', event => {
    // Nothing of the form is taken along.
    if (event.submitter?.hasAttribute('data-unchecked')) return
    const wrong = [...form.querySelectorAll(controls)].filter(control => {
      show(control, problem(control))
      return isInvalid(control)
    })
    isChanged = isChanged && wrong.length > 0
    if (wrong.length === 0) return
    event.preventDefault()
    wrong[0].focus()
  })
  addEventListener('beforeunload', event => { if (isChanged) event.preventDefault() })
  // A server that refused says which field is first.
  form.querySelector('[aria-invalid=true]')?.focus()
}

// - Returns the words for what is wrong, or nothing.
function problem(control) {
  const { required, limit, tooLong, min, max, outOfRange, pattern, malformed, picks } = control.dataset
  const text = control.value.trim()
  if (text === '') return required
  if (limit && [...text].length > Number(limit)) return tooLong
  // Nobody was taken from the list (see find.js).
  if (picks && control.form.elements[picks].value.startsWith('?')) return malformed
  if (pattern && !new RegExp(`^(?:${pattern})$`, 'iu').test(control.value)) return malformed
  const number = Number(text.replace(/\s/g, ''))
  if (max && (number < Number(min) || number > Number(max))) return outOfRange
}

function show(control, words) {
  const field = control.closest('[data-field]')
  const [hint, error] = [field.querySelector('.hint'), field.querySelector('.error')]
  if (words) control.setAttribute('aria-invalid', 'true')
  else control.removeAttribute('aria-invalid')
  error.querySelector('[data-words]').textContent = words ?? ''
  error.hidden = !words
  hint.hidden = Boolean(words)
  control.setAttribute('aria-describedby', words ? error.id : hint.id)
}

function isInvalid(control) { return control.getAttribute('aria-invalid') === 'true' }

// Who goes on typing where somebody else has saved something means what is typed.
function chooseMine(control) {
  if (control.type === 'radio') return
  const mine = control.closest('[data-field]')?.querySelector('.conflict input[value=mine]')
  if (mine) mine.checked = true
}
