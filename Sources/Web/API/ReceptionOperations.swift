import ContactCenter
import Foundation

/// What the reception sees: who waits, what was registered today, the figures of the day (requirements S1.28 to S1.31). What is done
/// about those who wait stands with the contacts.
extension Site {
    var receptionOperations: (operations: [Operation], schemas: [Schema.Property]) {
        let words = """
            Who waits, in the order in which they are served; the latest contacts that were registered today, and the figures of the day. \
            All of the house, as the traffic panel shows it
            """
        let board = Section(subject: "Reception", permission: .reception)
            .operation("readReception", .get, "/reception", words, .reference(to: "ReceptionBoard")) { call in
                let calendar = BusinessCalendar(call.viewer.timeZone)
                let today = calendar.start(of: calendar.day(of: call.viewer.now))
                return APIAnswer(ReceptionBoard.told.json(try await call.site.reception.board(since: today)))
            }
        let schemas: [Schema.Property] = [
            .init("ReceptionBoard", ReceptionBoard.told.schema()),
            .init("WaitingContact", WaitingContact.told.schema()),
            .init("RegisteredContact", RegisteredContact.told.schema()),
        ]
        return ([board], schemas)
    }
}

extension ReceptionBoard {
    fileprivate static let told: [Told<ReceptionBoard>] = [
        Told("waiting", .array(of: .reference(to: "WaitingContact"))) {
            .array($0.waiting.map(WaitingContact.told.json))
        },
        Told("longest_since", Schema.instant.optional.described("Since when the one waits who waits longest")) {
            JSON($0.longestSince)
        },
        Told("registered", Schema.array(of: .reference(to: "RegisteredContact")).described("The latest first")) {
            .array($0.registered.map(RegisteredContact.told.json))
        },
        Told("channels", Schema.array(of: channelCount).described("Registered today; those with none are left out")) {
            .array($0.channels.map { ["name": .string($0.name), "count": JSON($0.count)] })
        },
        Told("mean_wait_ms", Schema.integer.optional.described("Of those who were taken today; null: nobody was")) {
            JSON($0.averageWait?.inMilliseconds)
        },
        Told("unprocessed", Schema.integer.described("Came to somebody today, and nobody has begun with them")) {
            JSON($0.unprocessed)
        }, Told("lost", Schema.integer.described("Went away unserved today")) { JSON($0.lost) },
        Told("first_time", Schema.integer.described("Registered today, of people whom the business did not know")) {
            JSON($0.firstTime)
        },
    ]

    private static let channelCount = Schema.object([.init("name", .text), .init("count", .integer)])
}

extension WaitingContact {
    fileprivate static let told: [Told<WaitingContact>] = [
        Told("contact", .id) { JSON($0.contact.rawValue) }, Told("since", .instant) { JSON($0.since) },
        Told("priority", Schema.integer.described("Who has a higher one comes first")) { JSON($0.priority) },
        Told("reminders", Schema.integer.described("How often people were reminded")) { JSON($0.reminders) },
        Told("notified", Schema.integer.described("How many people have not read yet that they were told")) {
            JSON($0.notified)
        }, Told("person", Schema.text.optional) { JSON($0.person) },
        Told("vehicle", Schema.text.optional.described("In words")) { JSON($0.vehicle) },
        Told("novelty", Schema.words(Contact.Novelty.allCases.map(\.rawValue)).optional) { JSON($0.novelty?.rawValue) },
        Told("category", ReasonCategory.schema) { JSON($0.category?.rawValue) },
        Told("reason_name", Schema.text.optional) { JSON($0.reason) },
        Told("responsible_name", Schema.text.optional) { JSON($0.responsible) },
    ]
}

extension RegisteredContact {
    fileprivate static let told: [Told<RegisteredContact>] = [
        Told("contact", .id) { JSON($0.contact.rawValue) }, Told("at", .instant) { JSON($0.at) },
        Told("channel_name", Schema.text.optional) { JSON($0.channel) },
        Told("person", Schema.text.optional) { JSON($0.person) },
        Told("category", ReasonCategory.schema) { JSON($0.category?.rawValue) },
        Told("responsible_name", Schema.text.optional) { JSON($0.responsible) },
        Told("state", Schema.words(State.words).described("`outcome`: settled, see there; `open`: nobody has taken it"))
        {
            .string($0.state.word)
        }, Told("waiting_since", Schema.instant.optional) { JSON($0.state.waitingSince) },
        Told("lost_reason_name", Schema.text.optional) { JSON($0.state.lostReason) },
        Told("outcome", Schema.words(Contact.Outcome.allCases.map(\.rawValue)).optional) {
            JSON($0.state.outcome?.rawValue)
        },
    ]
}

extension RegisteredContact.State {
    fileprivate static let words = ["waiting", "lost", "taken", "outcome", "open"]

    fileprivate var word: String {
        switch self {
        case .waiting: "waiting"
        case .lost: "lost"
        case .taken: "taken"
        case .outcome: "outcome"
        case .open: "open"
        }
    }

    fileprivate var waitingSince: Date? { if case .waiting(let since) = self { since } else { nil } }
    fileprivate var lostReason: String? { if case .lost(let reason) = self { reason } else { nil } }
    fileprivate var outcome: Contact.Outcome? { if case .outcome(let outcome) = self { outcome } else { nil } }
}

extension ReasonCategory {
    fileprivate static var schema: Schema { Schema.words(allCases.map(\.rawValue)).optional }
}
