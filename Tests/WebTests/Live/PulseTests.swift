import ContactCenter
import Foundation
import Testing

@testable import Web

@Suite("A page that asks again when something was written")
struct PulseTests {
    @Test("S1.13 the calendar hears of documents, the registry of contacts, and neither of the other's")
    func beats() {
        var (bookings, registry) = (Pulse(.bookings), Pulse(.registry))
        let quiet = (bookings.parts(at: .distantPast), registry.parts(at: .distantPast))
        bookings.apply(.contact(ContactID(1)))
        registry.apply(.document(DocumentID(1)))
        #expect(bookings.parts(at: .distantPast) == quiet.0 && registry.parts(at: .distantPast) == quiet.1)
        bookings.apply(.document(DocumentID(1)))
        registry.apply(.contact(ContactID(1)))
        #expect(bookings.parts(at: .distantPast) != quiet.0 && registry.parts(at: .distantPast) != quiet.1)
        #expect(bookings.interest == .documents && registry.interest == .contacts)
        // Only what the page has is filled.
        #expect(bookings.parts(at: .distantPast).map(\.region) == [.bookings])
    }

    @Test("who asked for documents is told of them alone")
    func feed() async {
        let feed = ChangeFeed()
        let updates = feed.updates(.documents)
        feed.publish(ContactID(1), at: .start)
        feed.publish(DocumentID(7), at: .start)
        feed.finish()
        var told: [DocumentID] = []
        for await update in updates {
            guard case .changes(let changes) = update.content else { continue }
            for case .document(let document) in changes { told.append(document) }
        }
        #expect(told == [DocumentID(7)])
    }
}
