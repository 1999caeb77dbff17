import ContactCenter
import Foundation
import TestSupport
import Testing

@Suite("A contact")
struct ContactTests {
    @Test(
        "S0.7 S3.21 takes from the call what it knows: number, DID, the phone that answered, when, and what the DID says"
    )
    func ofCall() throws {
        let call = try #require(Call.sampleSteps().last)
        let meaning = DIDMeaning(source: SourceID(3), branch: BranchID(2), project: ProjectID(4))
        let contact = Contact(of: call, channel: ContactChannelID(1), meaning: meaning, numbers: .russian)
        #expect(contact.call == call.id)
        #expect(contact.callerNumber == "9535237271")
        #expect(contact.callerKey == NumberKey("+79535237271"))
        #expect(contact.did == "6467171")
        #expect(contact.phone == Extension("0125"))
        #expect(contact.at == call.answeredAt)
        #expect(contact.source == SourceID(3))
        #expect(contact.branch == BranchID(2))
        #expect(contact.project == ProjectID(4))
        #expect(contact.state == .unfinished)
    }

    @Test("learns later what the call did not know, and keeps what somebody has typed")
    func learns() {
        var call = Call.sample()
        call.caller = CallerID()
        var contact = Contact(of: call, channel: nil, numbers: .russian)
        contact.did = "7559996"
        contact.take(.sample(), at: Extension("0111"), numbers: .russian)
        #expect(contact.callerKey == NumberKey("+79535237271"))
        #expect(contact.did == "7559996")
        #expect(contact.phone == Extension("0111"))
    }

    @Test(
        "S0.69 by-status contacts and continuations are neither first-time nor repeat; all others are one of both",
        arguments: [
            (false, false, false, Contact.Novelty.firstTime), (false, false, true, .repeat),
            (true, false, false, .neither), (false, true, true, .neither), (true, true, false, .neither),
        ]
    )
    func novelty(isStatus: Bool, isContinuation: Bool, hasEarlier: Bool, expected: Contact.Novelty) {
        var contact = Contact()
        contact.isStatusInquiry = isStatus
        contact.baseContact = isContinuation ? ContactID(7) : nil
        #expect(Contact.Novelty(of: contact, hasEarlier: hasEarlier) == expected)
    }

    @Test("S0.17 cannot be registered without a reason, nor a continuation without the call that it continues")
    func missing() {
        var contact = Contact()
        #expect(contact.missing(reason: nil) == [FieldProblem("reason", .required)])
        var reason = Reason()
        reason.route = .baseContact
        #expect(contact.missing(reason: reason) == [FieldProblem("base_contact", .required)])
        contact.baseContact = ContactID(1)
        #expect(contact.missing(reason: reason).isEmpty)
        reason.route = .finish
        #expect(Contact().missing(reason: reason).isEmpty)
    }

    @Test("tells which of its fields are too long or impossible, by their names")
    func problems() {
        var contact = Contact()
        contact.personName = String(repeating: "ё", count: 201)
        contact.statedVehicle = StatedVehicle(makeName: "MAZDA", year: 206)
        #expect(
            contact.problems == [
                FieldProblem("stated_year", .outOfRange(1_885...2_200)),
                FieldProblem("person_name", .tooLong(limit: 200)),
            ]
        )
    }

    @Test("is tidied: blanks around, control characters and empty texts go, line ends stay")
    func tidied() {
        var contact = Contact()
        contact.personName = "  Константин\u{0} "
        contact.works = "Диагностика\nподвески\u{7}"
        contact.comment = " \t "
        contact.statedVehicle = StatedVehicle(makeName: " ")
        let tidied = contact.tidied
        #expect(tidied.personName == "Константин")
        #expect(tidied.works == "Диагностика\nподвески")
        #expect(tidied.comment == nil)
        #expect(tidied.statedVehicle == nil)
    }

    @Test("tells what was changed, field by field, before and after")
    func changes() {
        var before = Contact()
        before.personName = "Илья"
        var after = before
        after.personName = nil
        after.isInquiry = true
        #expect(
            after.changes(since: before) == [
                Change.Field(name: "person_name", before: "Илья", after: nil),
                Change.Field(name: "is_inquiry", before: nil, after: "1"),
            ]
        )
    }

    @Test("S0.35 its number is a prefix and eight digits, and is found however it is typed")
    func number() {
        #expect(ContactNumber(place: 2_851).text == "A00002851")
        #expect(ContactNumber(place: 123_456_789).text == "A123456789")
        for typed in ["A00002851", "a2851", " А 2851 ", "а00002851"] {
            #expect(ContactNumber(typed: typed) == ContactNumber(place: 2_851))
        }
        for typed in ["", "A", "2851", "A28x1", "A-2851", "A\u{0662}"] {
            #expect(ContactNumber(typed: typed) == nil)
        }
    }
}
