// Lists and reports taken away as files. While one is written a line tells how many rows it has already; without this script the links
// lead to the same files. See `SheetProgress` for how the server tells of them.

const withProgress = 'application/x-sheet-with-progress'
const lineFeed = 10
const doneFor = 8_000

export function enable() {
  document.addEventListener('click', event => {
    if (event.target.closest('[data-print]')) print()
    const link = event.target.closest('a[data-sheet]')
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    if (link.ariaBusy !== 'true') save(link)
  })
  // A picture in the colours of the dark theme cannot be read on paper.
  const root = document.documentElement
  let theme
  addEventListener('beforeprint', () => { theme = root.dataset.theme; root.dataset.theme = 'light' })
  addEventListener('afterprint', () => { if (theme) root.dataset.theme = theme; else delete root.dataset.theme })
}

async function save(link) {
  const { writing, done, failed } = link.dataset
  const line = show()
  link.ariaBusy = 'true'
  try {
    tell(line, writing.replace('{}', '0'))
    const answer = await fetch(link.href, { headers: { Accept: withProgress } })
    if (!answer.ok || answer.headers.get('Content-Type') !== withProgress) {
      // Not allowed any more, not logged in, not to be had now: the page that is there instead says it.
      line.remove()
      location.assign(link.href)
      return
    }
    const { name, rows, bytes } = await read(answer.body, rows => tell(line, writing.replace('{}', counted(rows))))
    offer(name, bytes)
    line.classList.add('good')
    tell(line, done.replace('{}', name).replace('{}', counted(rows)))
  } catch {
    line.classList.add('bad')
    tell(line, failed)
  } finally {
    link.ariaBusy = null
    setTimeout(() => line.remove(), doneFor)
  }
}

// Lines of JSON up to the one that has the file's name; then the file.
async function read(stream, tellRows) {
  const reader = stream.getReader()
  let head = new Uint8Array(0)
  let file
  const bytes = []
  let size = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    let rest = value
    if (!file) {
      const joined = new Uint8Array(head.length + rest.length)
      joined.set(head)
      joined.set(rest, head.length)
      rest = joined
      for (let end = rest.indexOf(lineFeed); end >= 0 && !file; end = rest.indexOf(lineFeed)) {
        const line = JSON.parse(new TextDecoder().decode(rest.subarray(0, end)))
        rest = rest.subarray(end + 1)
        tellRows(line.rows)
        if (line.name) file = line
      }
      head = rest
      if (!file) continue
    }
    bytes.push(rest)
    size += rest.length
  }
  if (!file || size !== file.size) throw new Error('The file is not whole')
  return { ...file, bytes }
}

function offer(name, bytes) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob(bytes))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

function show() {
  let toasts = document.querySelector('.toasts')
  if (!toasts) {
    toasts = document.createElement('div')
    toasts.className = 'toasts'
    toasts.setAttribute('role', 'status')
    document.querySelector('main').append(toasts)
  }
  const line = document.createElement('div')
  line.className = 'toast'
  line.append(document.createElement('b'))
  toasts.append(line)
  return line
}

function tell(line, words) { line.firstChild.textContent = words }

function counted(rows) { return rows.toLocaleString(document.documentElement.lang) }
