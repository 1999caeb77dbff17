// The tables in which somebody chooses a person: while one stands on the page, its cells are kept true by the event stream.

let channel

export function followPeople(stream) {
  const look = () => {
    const isThere = document.querySelector('.people-table') !== null
    if (isThere && !channel) channel = stream.follow('page=people')
    if (!isThere && channel) {
      stream.unfollow(channel)
      channel = undefined
    }
    if (isThere) markLongestFree()
  }
  look()
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true })
}

// Of those who are seen, who has been free for longest. Several of one moment are as good as each other.
export function markLongestFree() {
  for (const table of document.querySelectorAll('.people-table')) {
    const cells = [...table.querySelectorAll('[data-free]')].filter(cell => cell.checkVisibility())
    const longest = Math.min(...cells.map(cell => Number(cell.dataset.free)))
    for (const cell of cells) {
      const isLongest = cells.length > 1 && Number(cell.dataset.free) === longest
      if (cell.hasAttribute('data-longest') !== isLongest) cell.toggleAttribute('data-longest', isLongest)
    }
  }
}
