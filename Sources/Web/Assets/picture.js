// Pictures of figures: drawn by Chart.js from the table that stands below them, and again in the other theme. Where Chart.js is not
// installed the tables alone are there.

const dashes = [[], [6, 3], [2, 2], [8, 3, 2, 3], [4, 4], [1, 3]]

// Draws the picture of each card: `data-chart` says as what, `data-percent` that its values are hundredths of a percent.
//
// Returns what draws the figures of a card anew when its table has changed; nothing where there is no Chart.js.
export async function drawPictures(cards) {
  // A classic script: it leaves `Chart` behind.
  await new Promise(resolve => {
    const script = document.createElement('script')
    script.src = new URL('chart.js', import.meta.url)
    script.onload = script.onerror = resolve
    document.head.append(script)
  })
  if (!globalThis.Chart) return null
  const charts = new Map()
  const drawAll = () => {
    for (const card of cards) {
      charts.get(card)?.destroy()
      charts.set(card, draw(card))
    }
  }
  for (const card of cards) {
    card.querySelector('canvas').parentElement.hidden = false
    card.querySelector('details').open = false
  }
  drawAll()
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll)
  new MutationObserver(drawAll).observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return card => {
    const chart = charts.get(card)
    chart.data.labels = labels(card)
    chart.data.datasets.forEach((series, place) => { series.data = values(card, place) })
    chart.update('none')
  }
}

const labels = card => [...card.querySelectorAll('tbody th')].map(cell => cell.textContent)

function values(card, place) {
  const scale = 'percent' in card.dataset ? 100 : 1
  return [...card.querySelectorAll('tbody tr')].map(row => Number(row.cells[place + 1].dataset.value || NaN) / scale)
}

function draw(card) {
  const isLines = card.dataset.chart === 'lines'
  const isStacked = card.dataset.chart === 'stacked'
  const isPercent = 'percent' in card.dataset
  const color = name => resolved(card, `var(--${name})`)
  const heads = [...card.querySelectorAll('thead th')].slice(1)
  const text = color('ink-2')
  const grid = color('line')
  return new globalThis.Chart(card.querySelector('canvas'), {
    type: isLines ? 'line' : 'bar',
    data: {
      labels: labels(card),
      datasets: heads.map((head, place) => {
        const series = color(`series-${place % 5 + 1}`)
        const data = values(card, place)
        return {
          label: head.textContent, data,
          // What belongs together stands on each other, the rest beside it.
          stack: isStacked ? head.dataset.stack : undefined,
          borderColor: series, backgroundColor: series, borderWidth: isLines ? 2 : 0, borderDash: isLines ? dashes[place % 6] : [],
          pointRadius: isLines && data.length < 40 ? 2 : 0, tension: 0
        }
      })
    },
    options: {
      animation: false, maintainAspectRatio: false, interaction: { mode: 'index', intersect: false },
      plugins: { legend: { position: 'top', align: 'start', labels: { color: text, boxWidth: 14, boxHeight: 10 } } },
      scales: {
        x: { stacked: isStacked, ticks: { color: text, maxRotation: 0, autoSkip: true }, grid: { display: false }, border: { color: grid } },
        y: {
          beginAtZero: true, stacked: isStacked, grid: { color: grid },
          ticks: isPercent ? { color: text, callback: value => `${value} %` } : { color: text, precision: 0 }
        }
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
