// The dashboard's picture: drawn by Chart.js from the table below it, and again whenever that changes. Where Chart.js is not installed
// the table alone is there.

export async function enable(card) {
  await new Promise(resolve => {
    const script = document.createElement('script')
    script.src = new URL('chart.js', import.meta.url)
    script.onload = script.onerror = resolve
    document.head.append(script)
  })
  if (!globalThis.Chart) return
  const canvas = card.querySelector('canvas')
  const details = card.querySelector('details')
  canvas.parentElement.hidden = false
  details.open = false
  let chart = draw(card, canvas)

  const redraw = () => {
    chart.destroy()
    chart = draw(card, canvas)
  }
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw)
  new MutationObserver(redraw).observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  // Only what changed moves.
  new MutationObserver(() => {
    chart.data.labels = labels(card)
    chart.data.datasets.forEach((series, place) => { series.data = values(card, place) })
    chart.update('none')
  }).observe(card.querySelector('tbody'), { childList: true, subtree: true, characterData: true, attributes: true })
}

const labels = card => [...card.querySelectorAll('tbody th')].map(cell => cell.textContent)
const values = (card, place) =>
  [...card.querySelectorAll('tbody tr')].map(row => Number(row.cells[place + 1].dataset.value || NaN))

function draw(card, canvas) {
  const color = name => resolved(card, `var(--${name})`)
  const names = [...card.querySelectorAll('thead th')].slice(1).map(cell => cell.textContent)
  const text = color('ink-2')
  const grid = color('line')
  return new globalThis.Chart(canvas, {
    type: 'bar',
    data: {
      labels: labels(card),
      datasets: names.map((label, place) => ({
        label, data: values(card, place), backgroundColor: color(`series-${place + 1}`)
      }))
    },
    options: {
      animation: false, maintainAspectRatio: false, interaction: { mode: 'index', intersect: false },
      plugins: { legend: { position: 'top', align: 'start', labels: { color: text, boxWidth: 14, boxHeight: 10 } } },
      scales: {
        x: { ticks: { color: text, maxRotation: 0, autoSkip: true }, grid: { display: false }, border: { color: grid } },
        y: { beginAtZero: true, ticks: { color: text, precision: 0 }, grid: { color: grid } }
      }
    }
  })
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
