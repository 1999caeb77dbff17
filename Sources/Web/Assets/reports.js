// Reports: groups that fold, and the picture, which Chart.js draws from the table that stands below it.

export function enable() {
  for (const table of document.querySelectorAll('[data-report]')) enableFolding(table)
  const charts = document.querySelectorAll('[data-chart]')
  if (charts.length > 0) draw(charts)
}

function enableFolding(table) {
  table.addEventListener('click', event => {
    const twist = event.target.closest('[data-twist]')
    if (twist) fold(twist.closest('tr'))
  })
  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.target.closest('input, select, textarea, dialog')) return
    const row = table.querySelector('tr[aria-selected="true"]')
    if (!row || !['ArrowLeft', 'ArrowRight'].includes(event.code)) return
    const isOpen = row.getAttribute('aria-expanded')
    if (isOpen !== String(event.code === 'ArrowLeft')) return
    event.preventDefault()
    fold(row)
  })
}

// Rows below a row that are fetched when it is first unfolded.
async function fetchBelow(row) {
  const source = row.dataset.below
  delete row.dataset.below
  row.setAttribute('aria-busy', 'true')
  try {
    const answer = await fetch(source, { headers: { Accept: 'text/html' } })
    if (!answer.ok) throw new Error(String(answer.status))
    const rows = document.createElement('template')
    rows.innerHTML = `<table><tbody>${await answer.text()}</tbody></table>`
    row.after(...rows.content.querySelectorAll('tr'))
  } catch {
    // At the next press again.
    row.dataset.below = source
    setExpanded(row, false)
  }
  row.removeAttribute('aria-busy')
}

function setExpanded(row, isOpen) {
  row.setAttribute('aria-expanded', isOpen)
  row.querySelector('[data-twist]').setAttribute('aria-expanded', isOpen)
}

function fold(row) {
  const isOpen = row.getAttribute('aria-expanded') !== 'true'
  const level = Number(row.getAttribute('aria-level'))
  setExpanded(row, isOpen)
  if (row.dataset.below) { fetchBelow(row); return }
  // Rows below one that is folded itself stay hidden.
  let hiddenBelow = isOpen ? Infinity : level
  for (let next = row.nextElementSibling; next && Number(next.getAttribute('aria-level')) > level; next = next.nextElementSibling) {
    const own = Number(next.getAttribute('aria-level'))
    if (own <= hiddenBelow) hiddenBelow = Infinity
    next.hidden = own > hiddenBelow
    if (next.getAttribute('aria-expanded') === 'false') hiddenBelow = Math.min(hiddenBelow, own)
  }
}

async function draw(charts) {
  // A classic script: it leaves `Chart` behind. Where it is not installed the tables stay.
  await new Promise(resolve => {
    const script = document.createElement('script')
    script.src = new URL('chart.js', import.meta.url)
    script.onload = script.onerror = resolve
    document.head.append(script)
  })
  if (!globalThis.Chart) return
  for (const card of charts) drawOne(card)
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { for (const card of charts) drawOne(card) })
  new MutationObserver(() => { for (const card of charts) drawOne(card) }).observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
}

const drawn = new WeakMap()
const dashes = [[], [6, 3], [2, 2], [8, 3, 2, 3], [4, 4], [1, 3]]

function drawOne(card) {
  const canvas = card.querySelector('canvas')
  const table = card.querySelector('table')
  const color = name => resolved(card, `var(--${name})`)
  const labels = [...table.querySelectorAll('tbody th')].map(cell => cell.textContent)
  const names = [...table.querySelectorAll('thead th')].slice(1).map(cell => cell.textContent)
  const isLines = card.dataset.chart === 'lines'
  const isPercent = 'percent' in card.dataset
  const datasets = names.map((label, place) => {
    const series = color(`series-${place % 5 + 1}`)
    return {
      label,
      data: [...table.querySelectorAll('tbody tr')].map(row => Number(row.cells[place + 1].dataset.value || NaN) / (isPercent ? 100 : 1)),
      borderColor: series, backgroundColor: series, borderWidth: isLines ? 2 : 0, borderDash: isLines ? dashes[place % 6] : [],
      pointRadius: isLines && labels.length < 40 ? 2 : 0, tension: 0
    }
  })
  drawn.get(card)?.destroy()
  canvas.parentElement.hidden = false
  card.querySelector('details').open = drawn.has(card) && card.querySelector('details').open
  const text = color('ink-2')
  const grid = color('line')
  drawn.set(card, new globalThis.Chart(canvas, {
    type: isLines ? 'line' : 'bar',
    data: { labels, datasets },
    options: {
      animation: false, maintainAspectRatio: false, interaction: { mode: 'index', intersect: false },
      plugins: { legend: { position: 'top', align: 'start', labels: { color: text, boxWidth: 14, boxHeight: 10 } } },
      scales: {
        x: { ticks: { color: text, maxRotation: 0, autoSkip: true }, grid: { display: false }, border: { color: grid } },
        y: { beginAtZero: true, ticks: isPercent ? { color: text, callback: value => `${value} %` } : { color: text, precision: 0 }, grid: { color: grid } }
      }
    }
  }))
}

// What the browser makes of a colour in the theme of the page: a canvas knows no variables.
function resolved(card, value) {
  const probe = document.createElement('span')
  probe.style.color = value
  card.append(probe)
  const found = getComputedStyle(probe).color
  probe.remove()
  return found
}
