// A choice that is kept as soon as it is made, beside whatever else the form asks for; one that was not kept is taken back.
//   data-keeps="/intake/1/source"   where it is sent, as `value`
//   data-failed                     what is said when it was not kept, in the element behind it

import { post } from './notes.js'

export function enableKeeping() {
  document.addEventListener('change', event => {
    if (event.target.matches?.('select[data-keeps]')) keep(event.target)
  })
}

async function keep(field) {
  // As it stood when the page came, or when it was kept last.
  const before = field.dataset.kept ?? [...field.options].find(option => option.defaultSelected)?.value ?? ''
  const chosen = field.value
  const answer = await post(field.dataset.keeps, { value: chosen })
  field.nextElementSibling.textContent = answer?.ok ? '' : field.dataset.failed
  if (answer?.ok) field.dataset.kept = chosen
  else field.value = before
}
