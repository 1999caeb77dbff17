// Forms that are sent without leaving the page. What was done is seen on it; what was not is answered with words, which are the
// server's own, with everything foreign in them made text.

// - tell: shows words, and none where it was done or the server is not reached: the banner says so.
export async function sendForm(form, submitter, tell) {
  const body = new URLSearchParams(new FormData(form, submitter))
  const address = submitter?.getAttribute('formaction') ?? form.getAttribute('action')
  const buttons = form.querySelectorAll('button:enabled')
  for (const button of buttons) button.disabled = true
  tell('')
  try {
    const answer = await fetch(address, { method: 'POST', body, headers: { 'X-Requested-With': 'page' } })
    tell(answer.status === 422 ? await answer.text() : answer.ok ? '' : String(answer.status))
    return answer.ok
  } catch {
    tell('')
    return false
  } finally {
    for (const button of buttons) button.disabled = false
  }
}
