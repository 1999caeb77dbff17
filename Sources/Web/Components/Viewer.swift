import ContactCenter
import Foundation

/// Whom a page is rendered for, and when: language, theme, time zone, way of writing numbers.
struct Viewer: Sendable {
    enum Theme: String, Sendable {
        case light
        case dark
    }

    var language: Language
    /// `nil`: as the reader's system has it.
    var theme: Theme?
    /// The business time zone (decision D18).
    var timeZone: TimeZone
    /// Understands telephone numbers as they are written in the business's country (decision D20).
    var numbers: any PhoneNumberReading
    /// What the numbers that callers dial say.
    var dids: DIDDirectory
    /// A client from whom nothing came for so long sleeps (decision D11).
    var clientSleepsAfter = WebConfiguration().clientSleepsAfter
    /// What numbers lead to.
    var numberLinks = NumberLinks()
    /// Whose a lead is (requirement S2.15).
    var leadBinding = LeadBinding.acceptor
    /// Counters that run show their value of this moment.
    var now: Date
    /// `nil` before the log-in.
    var reader: SignedIn?
    /// What is live around the page; `nil` before the log-in.
    var frame: FramePage?
    /// Seconds without activity after which the reader is away.
    var awayAfter = 300
    /// Faxes can be sent from this server.
    var hasFaxes = false

    /// The hidden field of every form that changes something.
    var formToken: HTML {
        reader.map { "<input type=\"hidden\" name=\"token\" value=\"\($0.secret.formToken)\">" } ?? .nothing
    }

    /// Pages of calls in which the reader took no part, too.
    var mayOpenEveryCall: Bool { reader?.rights.scope(of: .calls) == .all }

    /// Faxes can be sent from this server, by this reader (requirement S4.11).
    var sendsFaxes: Bool { hasFaxes && may(.faxing) }

    func may(_ permission: Permission) -> Bool { reader?.rights.allows(permission) ?? false }
}
