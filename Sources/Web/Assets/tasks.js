// The task board: its tree follows the server's, and what is done on it is done without leaving it.
// Without this script its boxes are buttons of forms, and work.
import { followActs } from './acting.js'

export function enable() {
  // The case says what is wrong.
  followActs('tasks', 'tasks-pulse', (form, answer) => answer?.redirected ? location.assign(answer.url) : form.submit())
}
