// The editor of scripts: leads to the line that something is wrong with, or where a step of the picture begins; takes a text from
// a file.
export function enable() {
  const text = document.querySelector('.script-editor textarea')
  if (!text) return
  document.addEventListener('click', event => {
    const line = event.target.closest('[data-line]')
    if (line) lead(text, Number(line.dataset.line))
    const step = event.target.closest('.script-diagram [data-step]')
    if (step) leadToStep(text, step.dataset.step)
  })
  document.addEventListener('keydown', event => {
    const step = event.key === 'Enter' && event.target.closest?.('.script-diagram [data-step]')
    if (step) leadToStep(text, step.dataset.step)
  })
  document.querySelector('[data-import]')?.addEventListener('change', async event => {
    const [file] = event.target.files
    if (file) text.value = await file.text()
    event.target.value = ''
    text.focus()
  })
}

function leadToStep(text, step) {
  const line = text.value.split('\n').findIndex(line => new RegExp(`^\\s*-?\\s*id:\\s*["']?${step}["']?\\s*$`).test(line))
  if (line >= 0) lead(text, line + 1)
}

function lead(text, line) {
  const lines = text.value.split('\n')
  const from = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0)
  text.focus()
  text.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0))
  const height = text.scrollHeight / lines.length
  text.scrollTop = Math.max(0, (line - 4) * height)
}
