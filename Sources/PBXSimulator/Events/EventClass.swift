/// The classes of AMI events, which a manager user may read and a log-in may ask for.
package struct EventClass: OptionSet, Hashable, Sendable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package static let system = EventClass(rawValue: 1 << 0)
    package static let call = EventClass(rawValue: 1 << 1)
    package static let agent = EventClass(rawValue: 1 << 2)
    package static let dtmf = EventClass(rawValue: 1 << 3)
    package static let reporting = EventClass(rawValue: 1 << 4)
    package static let cdr = EventClass(rawValue: 1 << 5)
    package static let dialplan = EventClass(rawValue: 1 << 6)
    package static let security = EventClass(rawValue: 1 << 7)
    package static let all = EventClass(rawValue: .max)

    private static let named: [(name: String, value: EventClass)] = [
        ("system", .system), ("call", .call), ("agent", .agent), ("dtmf", .dtmf), ("reporting", .reporting),
        ("cdr", .cdr), ("dialplan", .dialplan), ("security", .security), ("all", .all), ("on", .all), ("true", .all),
    ]

    /// The mask of a `Events:` or `EventMask:` header: `on`, `off`, or names with commas. Names that the simulator never
    /// sends events of, such as `user`, stand for nothing.
    package init(mask: String) {
        self = []
        for part in mask.split(separator: ",") {
            let name = part.filter { !$0.isWhitespace }.lowercased()
            for known in Self.named where known.name == name { formUnion(known.value) }
        }
    }

    /// As a line of manager.conf has them: `call,cdr`.
    var names: String {
        self == .all ? "all" : Self.named.prefix(8).filter { contains($0.value) }.map(\.name).joined(separator: ",")
    }

    /// What stands in the `Privilege:` header.
    var privilege: StaticString {
        switch self {
        case .system: "system,all"
        case .call: "call,all"
        case .agent: "agent,all"
        case .dtmf: "dtmf,all"
        case .reporting: "reporting,all"
        case .cdr: "cdr,all"
        case .dialplan: "dialplan,all"
        default: "security,all"
        }
    }
}
