"""What scripts/measure-card and scripts/measure-step have in common: when something is painted, and how figures are printed."""

import statistics

# Resolves when the next frame was handed over: a message that is posted in it comes after.
PAINTED = """() => {
  window.painted = () => new Promise(resolve => requestAnimationFrame(() => {
    const channel = new MessageChannel()
    channel.port1.onmessage = () => resolve(performance.now())
    channel.port2.postMessage(null)
  }))
}"""

EMPTY_PAINT = """async () => {
  const began = performance.now()
  document.documentElement.dataset.probe = began
  return await painted() - began
}"""

PING_PAINT = """async () => {
  const began = performance.now()
  document.documentElement.dataset.probe = await (await fetch('/health')).text() + began
  return await painted() - began
}"""


def quantile(values, part):
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def row(name, values):
    figures = [f"p{int(part * 100)} {quantile(values, part):6.1f}" for part in (0.5, 0.95, 0.99)]
    print(f"{name:42} {'  '.join(figures)}  mean {statistics.mean(values):6.1f} ms")
