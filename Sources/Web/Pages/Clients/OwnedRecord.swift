import ContactCenter
import Foundation
import Hummingbird

/// A record that belongs to a client and has a card of its own: a vehicle, a document, a policy with its limits.
protocol OwnedRecord: KeptRecord {
    /// Its addresses begin with this.
    static var path: String { get }
    static var place: Place { get }
    /// What one is called.
    static var one: Phrase { get }
    /// Whose it is.
    var client: ClientID? { get }
    /// The policy that it is a part of.
    var policy: PolicyID? { get }
    /// What it is called on its card.
    func title(in language: Language) -> HTML

    /// A new one, as the page that leads to the form says: whose, and of what.
    init(asked: (String) -> Int64?, now: Date)
    /// Takes into the form what the page that leads to one says, to be saved or not.
    mutating func take(asked: (String) -> Int64?)
    /// Fields of the form that people do not change: whose it is, where it came from.
    var given: [(name: String, value: Int64)] { get }
    /// Where one goes on once it is saved.
    static func path(after kept: Kept<Self>) -> String
}

extension OwnedRecord {
    static func path(of id: RecordID<Self>) -> String { "\(path)/\(id)" }
    static func path(after kept: Kept<Self>) -> String { path(of: kept.id) }
    var policy: PolicyID? { nil }
}

extension Vehicle: OwnedRecord {
    static let path = "/vehicles"
    static let place = Place.clients
    static let one = Phrase.vehicleOne

    var client: ClientID? { owner }
    func title(in language: Language) -> HTML { foreign(plateNumber ?? vin ?? "—", limit: 32) }

    init(asked: (String) -> Int64?, now: Date) {
        self.init()
        take(asked: asked)
    }

    mutating func take(asked: (String) -> Int64?) {
        if let asked = asked("owner") { owner = ClientID(asked) }
    }

    var given: [(name: String, value: Int64)] { [] }
}

extension Document: OwnedRecord {
    static let path = "/documents"
    static let place = Place.documents
    static let one = Phrase.documentOne

    func title(in language: Language) -> HTML { "\(language[kind.phrase]) \(foreign(number, limit: 64))" }

    init(asked: (String) -> Int64?, now: Date) {
        self.init()
        at = now
        client = asked("client").map(ClientID.init(_:))
        vehicle = asked("vehicle").map(VehicleID.init(_:))
        contact = asked("contact").map(ContactID.init(_:))
    }

    mutating func take(asked: (String) -> Int64?) {}

    var given: [(name: String, value: Int64)] {
        [("client", client?.rawValue), ("vehicle", vehicle?.rawValue), ("contact", contact?.rawValue)]
            .compactMap { name, value in value.map { (name, $0) } }
    }
}
