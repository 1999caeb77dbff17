// The dashboard's picture goes along with its table.
import { drawPictures } from './picture.js'

export async function enable(card) {
  const update = await drawPictures([card])
  if (!update) return
  // Only what changed moves.
  new MutationObserver(() => update(card))
    .observe(card.querySelector('tbody'), { childList: true, subtree: true, characterData: true, attributes: true })
}
