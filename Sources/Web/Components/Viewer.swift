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
    /// Counters that run show their value of this moment.
    var now: Date
}
