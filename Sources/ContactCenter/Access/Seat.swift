import Foundation

/// Who sits at a phone (decision D25): its cards go to them.
package struct Seat: Hashable, Sendable {
    package var phone: Extension
    package var user: UserID
    /// The person's name for colleagues.
    package var displayName: String
    package var department: String?
    package var since: Date

    package init(phone: Extension, user: UserID, displayName: String, department: String? = nil, since: Date) {
        self.phone = phone
        self.user = user
        self.displayName = displayName
        self.department = department
        self.since = since
    }
}
