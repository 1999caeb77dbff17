// The log-in page: says that Caps Lock is on.
const hint = document.querySelector('[data-caps-lock]')

for (const name of ['keydown', 'keyup']) {
  document.addEventListener(name, event => {
    if (event.getModifierState) hint.hidden = !event.getModifierState('CapsLock')
  })
}
