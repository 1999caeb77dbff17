// Puts the server's changes into the page. Elements that stay are kept and changed in place, so the focus, what is typed, the
// place of scrolling and running animations survive.

// - Returns false when the page is not what the server believes it to be.
export function apply(operations) {
  return operations.every(operation => {
    if ('fill' in operation) return fill(operation.fill, operation.html)
    if ('put' in operation) return put(operation.put, operation.after, operation.html)
    if ('set' in operation) return set(operation.set, operation.html)
    if ('show' in operation) return show(operation.show, operation.html)
    return drop(operation.drop)
  })
}

function parse(html) {
  const template = document.createElement('template')
  template.innerHTML = html
  return template.content
}

function fill(region, html) {
  const element = document.getElementById(region)
  if (element) morphChildren(element, parse(html))
  // Nothing is missing where nothing would stand.
  return element !== null || html === ''
}

function put(region, after, html) {
  const element = document.getElementById(region)
  const previous = after === null ? null : document.getElementById(after)
  const fresh = parse(html).firstElementChild
  if (!element || !fresh || (after !== null && previous?.parentElement !== element)) return false
  // A part that is there already would stand twice.
  document.getElementById(fresh.id)?.remove()
  if (previous) previous.after(fresh)
  else element.prepend(fresh)
  return true
}

function set(key, html) {
  const element = document.getElementById(key)
  const fresh = parse(html).firstElementChild
  if (!element || !fresh) return false
  morph(element, fresh)
  return true
}

// A piece that pages may have anywhere, several times, or not at all.
function show(key, html) {
  const places = document.querySelectorAll(`[data-live="${CSS.escape(key)}"]`)
  if (places.length === 0) return true
  const fresh = parse(html).firstElementChild
  for (const place of places) morph(place, fresh.cloneNode(true))
  return true
}

function drop(key) {
  const element = document.getElementById(key)
  element?.remove()
  return element !== null
}

function isSame(old, fresh) {
  return old.nodeType === fresh.nodeType && old.nodeName === fresh.nodeName && (old.id ?? '') === (fresh.id ?? '')
}

function morph(old, fresh) {
  if (!isSame(old, fresh)) return old.replaceWith(fresh)
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data
    return
  }
  // A counter that runs on from the same moment is the browser's own.
  if (fresh.dataset?.since !== undefined && old.dataset.since === fresh.dataset.since) return
  // What the page itself says.
  if (old.dataset?.said !== undefined) return
  // Among cards the page chooses which one is seen, once they are there.
  const isServers = name => (name !== 'hidden' || old.dataset?.seen === undefined)
    // Which row is selected the page says itself.
    && (name !== 'aria-selected' || old.dataset?.row === undefined)
  for (const name of old.getAttributeNames()) {
    if (isServers(name) && !fresh.hasAttribute(name)) old.removeAttribute(name)
  }
  for (const name of fresh.getAttributeNames().filter(isServers)) {
    const value = fresh.getAttribute(name)
    if (old.getAttribute(name) !== value) old.setAttribute(name, value)
  }
  morphChildren(old, fresh)
}

function morphChildren(old, fresh) {
  const wanted = [...fresh.childNodes]
  const staying = new Set(wanted.map(node => node.id).filter(Boolean))
  for (const node of [...old.childNodes]) if (node.id && !staying.has(node.id)) node.remove()

  let place = old.firstChild
  for (const node of wanted) {
    const known = node.id ? [...old.children].find(child => child.id === node.id) : place
    if (known && isSame(known, node)) {
      if (known === place) place = place.nextSibling
      else old.insertBefore(known, place)
      morph(known, node)
    } else {
      old.insertBefore(node, place)
    }
  }
  while (place) {
    const next = place.nextSibling
    place.remove()
    place = next
  }
}
