import ContactCenter
import Foundation
import TestSupport
import Testing

@Suite("How a client stands with the business")
struct CRMStatusTests {
    private static let day: TimeInterval = 86_400
    private static let now = Date.sample(0)

    private static func dealings(contact: Double?, document: Double?) -> ClientDealings {
        ClientDealings(
            lastContactAt: contact.map { now - $0 * day },
            lastDocumentAt: document.map { now - $0 * day }
        )
    }

    @Test(
        "S1.8 follows from contacts and documents of the direction",
        arguments: [
            (nil, nil, nil), (1, nil, .new), (400, nil, .sleeping), (1, 400, .active), (400, 1, .active),
            (400, 366, .sleeping), (nil, 364, .active),
        ] as [(Double?, Double?, CRMStatus?)]
    )
    func derived(contact: Double?, document: Double?, status: CRMStatus?) {
        let dealings = Self.dealings(contact: contact, document: document)
        #expect(CRMStatus.derived(from: dealings, at: Self.now, sleepingAfter: 365 * Self.day) == status)
    }

    @Test("S1.8 what people set wins, direction by direction")
    func setByPeople() {
        var client = Client()
        client.statuses = [.service: .vip, .shop: .lost]
        var dossier = ClientDossier(client: Kept(id: ClientID(1), version: 1, record: client))
        dossier.dealings = [
            .service: Self.dealings(contact: 400, document: nil), .showroom: Self.dealings(contact: 1, document: nil),
        ]
        let statuses = dossier.statuses(at: Self.now, sleepingAfter: 365 * Self.day)
        #expect(statuses.map(\.direction) == [.service, .showroom, .shop])
        #expect(statuses.map(\.status) == [.vip, .new, .lost])
    }
}
