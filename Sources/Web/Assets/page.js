// Every page begins here.
import { setClock, startTicking, tick } from './clock.js'
import { followList } from './list.js'
import { apply } from './patch.js'
import { askToLogInAgain, isLoggedIn } from './session.js'
import { Stream } from './stream.js'
import { enableThemeSwitch } from './theme.js'

const root = document.documentElement
const { live, position, version, now, zone } = document.body.dataset
const ownTitle = document.title

setClock(Number(now))
startTicking()
enableThemeSwitch()
if (document.querySelector('.list, [data-news], .choice')) followList()
if (live) follow()

function follow() {
  new Stream(live, position, version, {
    clock: setClock,
    patch(operations) {
      const isApplied = apply(operations)
      tick()
      showCallInTitle()
      return isApplied
    },
    async refused() {
      if (await isLoggedIn() === false) await askToLogInAgain()
    },
    online() { delete root.dataset.offline },
    offline(lastHeard) {
      const time = new Date(lastHeard).toLocaleTimeString(root.lang, { timeZone: zone })
      for (const place of document.querySelectorAll('[data-offline-since]')) place.textContent = time
      root.dataset.offline = ''
    }
  })
  showCallInTitle()
}

// A ringing call is seen in the tab's name, too.
function showCallInTitle() {
  const caller = document.querySelector('[data-title]:not([data-title=""])')?.dataset.title
  const title = caller ? `☎ ${caller}` : ownTitle
  if (document.title !== title) document.title = title
}
