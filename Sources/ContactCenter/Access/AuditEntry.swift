import Foundation

/// One line of the audit log: who did what to what. Ids and names of fields, never values.
package struct AuditEntry: Hashable, Sendable {
    package enum Action: String, Sendable {
        case logIn = "log_in"
        case logInRefused = "log_in_refused"
        case logOut = "log_out"
        case sit
        case colleaguesChosen = "colleagues_chosen"
        case userAdded = "user_added"
        case passwordSet = "password_set"
        /// Somebody listens to a recording.
        case listen
        /// Recordings that were older than the business keeps them are gone; the subject says how many, and how old.
        case recordingsRemoved = "recordings_removed"
        case missedExcluded = "missed_excluded"
        case missedIncluded = "missed_included"
        case missedAssigned = "missed_assigned"
        case missedHidden = "missed_hidden"
        case missedShown = "missed_shown"
        case missedUndone = "missed_undone"
        case spamMarked = "spam_marked"
        case spamRestored = "spam_restored"
        case callLinked = "call_linked"
        case callExempted = "call_exempted"
        case callRepairUndone = "call_repair_undone"
        case tokenAdded = "token_added"
        case tokenRevoked = "token_revoked"
        /// A supervisor has chosen somebody else's status.
        case presenceSet = "presence_set"
        /// A list or a report was taken away as a file; the fields are those that it was narrowed by.
        case exported
        /// Somebody has said to whom a saved report is sent by e-mail, and when; the fields are those that were changed.
        case reportScheduled = "report_scheduled"
        /// A saved report went out by e-mail, for its owner; the fields are those that it was narrowed by.
        case reportMailed = "report_mailed"
        /// Somebody has sent a contact by e-mail; the fields say how much of it (`brief`, `full`), or that it was tried `again`.
        case contactMailed = "contact_mailed"
        /// Somebody has made a paper from a template; the field is its kind.
        case paperMade = "paper_made"
        /// Somebody took a client's call that rang a colleague to the own phone.
        case callPickedUp = "call_picked_up"
        /// A supervisor hears a live call from now on; the field says who hears them: `listen`, `whisper`, `join`.
        case listeningBegan = "listening_began"
        /// Others hear the supervisor now than did before.
        case listeningChanged = "listening_changed"
        case listeningEnded = "listening_ended"
        /// Somebody let a client wait and called a colleague.
        case callConsulted = "call_consulted"
        /// Somebody sent the client whom they spoke with on to a colleague.
        case callSentOn = "call_sent_on"
        /// A consultation went on; the field says how: `swap`, `complete`, `back`.
        case consultationWentOn = "consultation_went_on"
        /// Somebody had a number called from the own phone; the fields say of which class it is and, where the phone did not ring, so.
        case callDialled = "call_dialled"
        /// Somebody ended a call that was begun so by a button.
        case callHungUp = "call_hung_up"
        /// Somebody had the own phone answer, hold or resume; the fields say which (`answer`, `hold`, `resume`) and, where it did
        /// not, so (`not_done`).
        case handsetPressed = "handset_pressed"
        /// Somebody had a fax sent; the field says whether into a call, or of which class the number is.
        case faxSent = "fax_sent"
        /// A member of a queue of the PBX was added, removed, paused or let go on.
        case queueChanged = "queue_changed"
        /// Somebody let a service be rendered beyond the limits of a policy; why stands with the service.
        case limitExceeded = "limit_exceeded"
        /// The secret address of a person's tasks was made anew, or is none any more.
        case calendarMade = "calendar_made"
        case calendarRevoked = "calendar_revoked"
        /// The key of a web form was made anew, or is none any more.
        case formKeyMade = "form_key_made"
        case formKeyRevoked = "form_key_revoked"
        /// A visitor has sent a web form, which became a contact.
        case formReceived = "form_received"
        /// The password of a box of mail was set.
        case mailPasswordSet = "mail_password_set"
        /// A letter came and became a contact, or went on with one.
        case mailReceived = "mail_received"
        /// Somebody has answered a letter.
        case mailAnswered = "mail_answered"
        /// A table of clients was brought; it was written; it was taken back; it was forgotten before it had written anything.
        case importTaken = "import_taken"
        case importRun = "import_run"
        case importUndone = "import_undone"
        case importDiscarded = "import_discarded"
    }

    package var at: Date
    /// `nil` for who is not logged in, and for the administrator at the server's own terminal.
    package var user: UserID?
    package var action: Action
    /// What it was done to: `user:12`, `phone:0111`.
    package var subject: String?
    /// The names of the fields that were set.
    package var fields: [String]
    /// Where the request came from; `nil` at the terminal.
    package var address: String?

    package init(
        at: Date,
        user: UserID?,
        action: Action,
        subject: String? = nil,
        fields: [String] = [],
        address: String? = nil
    ) {
        self.at = at
        self.user = user
        self.action = action
        self.subject = subject
        self.fields = fields
        self.address = address
    }
}
