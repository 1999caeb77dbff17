// Every page begins here.
import { setClock, startTicking, tick } from './clock.js'
import { enableColleagues } from './colleagues.js'
import { enableConsultation } from './consultation.js'
import { enableCopying } from './copying.js'
import { enableDialling } from './dialling.js'
import { enableDriveDay } from './drive.js'
import { enableHandset } from './handset.js'
import { enableKeys } from './keys.js'
import { enableIntake } from './intake.js'
import { enableKeeping } from './keeping.js'
import { followList } from './list.js'
import { enableListening } from './listening.js'
import { enableNotices } from './notices.js'
import { enablePanels } from './panels.js'
import { apply } from './patch.js'
import { enable as enablePlayers } from './player.js'
import { enablePeople } from './people.js'
import { enablePresence } from './presence.js'
import { enableQuestionnaires } from './questionnaires.js'
import { askToLogInAgain, isLoggedIn, noteLogIn } from './session.js'
import { Stream } from './stream.js'
import { enableThemeSwitch } from './theme.js'
import { enableTopics } from './topics.js'
import { enableWorkspace } from './workspace.js'

const root = document.documentElement
const { follows, position, version, now, zone } = document.body.dataset
const ownTitle = document.title

setClock(Number(now))
startTicking()
enableThemeSwitch()
enableKeys()
enablePlayers(document)
enablePresence()
enableColleagues()
enableListening()
enableDialling()
enableCopying()
enableConsultation()
enableHandset()
enableWorkspace()
enablePanels()
enablePeople()
enableQuestionnaires()
enableIntake()
enableDriveDay()
enableTopics()
enableKeeping()
const tellNews = enableNotices()
if (document.querySelector('.list, [data-news], .choice')) followList()
if (follows) follow()
if (document.querySelector('.script-editor')) import('./scripts.js').then(module => module.enable())
if (document.querySelector('[data-dialog], #give')) import('./dialogs.js').then(module => module.enable())
if (document.querySelector('[data-worklist]')) import('./worklist.js').then(module => module.enable())
if (document.querySelector('[data-tasks]')) import('./tasks.js').then(module => module.enable())
if (document.querySelector('[data-ask]')) import('./find.js').then(module => module.enable(document))
if (document.querySelector('[data-report], [data-chart], [data-counting]')) import('./reports.js').then(module => module.enable())
if (document.querySelector('[data-hours]')) import('./today.js').then(module => module.enable(document.querySelector('[data-hours]')))
if (document.querySelector('[data-sheet], [data-print]')) import('./sheets.js').then(module => module.enable())
if (document.querySelector('[data-registry-news]')) import('./registry.js').then(module => module.enable(document))
if (document.querySelector('[data-leads]')) import('./leads.js').then(module => module.enable(document))
if (document.querySelector('[data-missed], .toasts')) import('./missed.js').then(module => module.enable(document))
if (document.querySelector('[data-fax], [data-fax-state]')) import('./faxes.js').then(module => module.enable())
if (document.querySelector('[data-upload], [data-import-state]')) import('./imports.js').then(module => module.enable())
for (const form of document.querySelectorAll('[data-photo]')) import('./photo.js').then(module => module.enable(form))
for (const form of document.querySelectorAll('[data-fields]')) import('./fields.js').then(module => module.enable(form))

function follow() {
  const stream = new Stream(follows.split(' '), position ?? null, version, {
    clock(serverTime) {
      setClock(serverTime)
      noteLogIn()
    },
    patch(operations) {
      const isApplied = apply(operations)
      tick()
      showCallInTitle()
      tellNews()
      return isApplied
    },
    async mayBeLoggedOut() {
      if (await isLoggedIn() === false) await askToLogInAgain()
    },
    // What the reader may see has changed, or who reads: the page itself says so. Not over and over, whatever is wrong.
    refused() { setTimeout(() => location.reload(), Math.max(0, 3_000 - performance.now())) },
    online() { delete root.dataset.offline },
    offline(lastHeard) {
      const time = new Date(lastHeard).toLocaleTimeString(root.lang, { timeZone: zone })
      for (const place of document.querySelectorAll('[data-offline-since]')) place.textContent = time
      root.dataset.offline = ''
    }
  })
  stream.followWhile('.people-table', 'page=people')
  stream.followWhile('[data-picture], .drive-day, .workshop-day', 'page=bookings')
  showCallInTitle()
}

// A ringing call is seen in the tab's name, too, and how much there is to read.
function showCallInTitle() {
  const caller = document.querySelector('[data-title]:not([data-title=""])')?.dataset.title
  const unread = Number(document.querySelector('[data-unread]')?.dataset.unread ?? 0)
  const title = caller ? `☎ ${caller}` : unread > 0 ? `(${unread}) ${ownTitle}` : ownTitle
  if (document.title !== title) document.title = title
}
