import Foundation

/// One thing that `doctor` looked at: how it is, and how to mend it.
struct Finding: Hashable, Sendable, CustomStringConvertible {
    enum Grade: String, Sendable {
        case ok
        /// Good to know; nothing need be done.
        case note
        /// Something is missing or will be wrong, but calls are registered.
        case warning
        /// The product does not work like this.
        case problem
    }

    let grade: Grade
    /// What was looked at: `database`, `PBX`.
    let subject: String
    let text: String
    /// What to do.
    let remedy: String?

    init(_ grade: Grade, _ subject: String, _ text: String, remedy: String? = nil) {
        self.grade = grade
        self.subject = subject
        self.text = text
        self.remedy = remedy
    }

    var description: String {
        let head = grade.rawValue.padding(toLength: 9, withPad: " ", startingAt: 0)
        return "\(head)\(subject): \(text)" + (remedy.map { "\n         -> \($0)" } ?? "")
    }
}
