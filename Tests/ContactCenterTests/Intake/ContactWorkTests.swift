import ContactCenter
import Foundation
import TestSupport
import Testing

@Suite("How far a contact is gone on with")
struct ContactWorkTests {
    private func handed(dueIn minutes: Int64? = nil) -> Contact {
        var contact = Contact()
        contact.responsible = EmployeeID(1)
        contact.hand(at: .sample(100), dueIn: minutes)
        return contact
    }

    @Test("S1.32 it is unprocessed, in work, processed, and in work again when it is opened once more")
    func stages() {
        var contact = Contact()
        #expect(contact.stage == nil)
        contact = handed()
        #expect(contact.stage == .unprocessed)
        contact.takeUp(by: UserID(7), at: .sample(160))
        #expect(contact.stage == .inWork)
        contact.takeUp(by: UserID(7), at: .sample(170))
        #expect(contact.work?.takenAt == .sample(160))
        contact.nextAction = "Позвонить"
        contact.finish(by: UserID(8), at: .sample(400))
        #expect(contact.stage == .processed && contact.nextAction == nil)
        #expect(contact.work?.takenBy == UserID(7) && contact.work?.processedBy == UserID(8))
        contact.reopen()
        #expect(contact.stage == .inWork && contact.work?.takenAt == .sample(160))
    }

    @Test("who processes it at once has taken it at that moment")
    func atOnce() {
        var contact = handed()
        contact.finish(by: UserID(7), at: .sample(130))
        #expect(contact.work?.takenBy == UserID(7) && contact.work?.takenAt == .sample(130))
    }

    @Test("handed over it is unprocessed again, and the person outside has waited since the first had it")
    func handedOver() {
        var contact = handed()
        contact.takeUp(by: UserID(7), at: .sample(160))
        contact.hand(at: .sample(500), dueIn: nil)
        #expect(contact.stage == .unprocessed && contact.work?.handedAt == .sample(100))
        contact.finish(by: UserID(7), at: .sample(600))
        contact.hand(at: .sample(900), dueIn: nil)
        #expect(contact.stage == .unprocessed && contact.work?.handedAt == .sample(900))
    }

    @Test("S1.33 it is due as its reason says, unless a next action was agreed, and overdue as long as it is open")
    func due() {
        var contact = handed(dueIn: 15)
        #expect(contact.dueAt == .sample(1_000))
        #expect(!contact.isOverdue(at: .sample(999)) && contact.isOverdue(at: .sample(1_000)))
        contact.nextAction = "Позвонить"
        contact.dueAt = .sample(5_000)
        contact.hand(at: .sample(2_000), dueIn: 15)
        #expect(contact.dueAt == .sample(5_000) && !contact.isOverdue(at: .sample(4_000)))
        contact.finish(by: nil, at: .sample(6_000))
        #expect(contact.dueAt == .sample(5_000) && !contact.isOverdue(at: .sample(9_000)))
    }

    @Test("a next action comes at a time, to somebody")
    func nextAction() {
        var contact = Contact()
        contact.nextAction = "Позвонить"
        let missing = ["due_at", "responsible"].map { FieldProblem($0, .required) }
        #expect(contact.problems == missing)
        contact.dueAt = .sample(900)
        contact.responsible = EmployeeID(1)
        #expect(contact.problems.isEmpty)
    }
}
