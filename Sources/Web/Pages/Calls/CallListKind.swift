import ContactCenter

/// The lists of ended calls there are. Both ask the same questions; they differ in what they offer and show.
enum CallListKind: Sendable {
    /// The section *Calls*: counts per date, rows of the day that was clicked (requirements S2.3 to S2.10).
    case calls
    /// The register of inbound calls as the PBX delivered them (requirements S0.54 to S0.56).
    case register

    var path: String {
        switch self {
        case .calls: SitePath.calls
        case .register: SitePath.register
        }
    }

    var place: Place {
        switch self {
        case .calls: .calls
        case .register: .register
        }
    }

    var title: Phrase {
        switch self {
        case .calls: .callsTitle
        case .register: .registerTitle
        }
    }

    /// Rows of the whole period are shown until a day is clicked.
    var showsAllDays: Bool { self == .register }

    var hasDirections: Bool { self == .calls }
}

/// The names in the addresses of lists of calls.
enum CallListField {
    static let direction = "direction"
    static let kind = "kind"
    static let cause = "cause"
    static let person = "person"
    static let department = "department"
    static let phone = "extension"
    static let did = "did"
    static let queue = "queue"
    static let number = "number"
    static let before = "before"
    static let after = "after"

    static let filters = [direction, kind, cause, person, department, phone, did, queue, number]
    /// Where on the list the reader is.
    static let place = [DayCounts.field, before, after]
    static let all = PeriodChoice.fields + filters + place
}
