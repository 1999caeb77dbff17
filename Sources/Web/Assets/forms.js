// Forms that are sent without leaving the page. What was done is seen on it; what was not is answered with words, which are the
// server's own, with everything foreign in them made text.

// - tell: shows words, and none where it was done.
// - failure: what is told of an answer that has no words, by its status, or of none at all, which the banner tells by itself.
// Gives the answer to what was done, else nothing.
export async function sendForm(form, submitter, tell, failure = status => String(status ?? '')) {
  const fields = new FormData(form, submitter)
  const body = form.enctype === 'multipart/form-data' ? fields : new URLSearchParams(fields)
  const address = submitter?.getAttribute('formaction') ?? form.getAttribute('action')
  const buttons = form.querySelectorAll('button:enabled')
  for (const button of buttons) button.disabled = true
  tell('')
  try {
    const answer = await fetch(address, { method: 'POST', body, headers: { 'X-Requested-With': 'page' } })
    tell(answer.status === 422 ? await answer.text() : answer.ok ? '' : failure(answer.status))
    return answer.ok ? answer : null
  } catch {
    tell(failure())
    return null
  } finally {
    for (const button of buttons) button.disabled = false
  }
}

// Shows words where they belong, and hides the place where there are none.
// - mark: the class of bad ones.
export function tell(told, words, isBad, mark = 'bad') {
  if (!told) return
  told.innerHTML = words
  told.hidden = words === ''
  told.classList.toggle(mark, isBad)
}
