import ContactCenter
import Foundation

/// A business that has no contacts, for tests of everything else.
struct NoContacts: ContactStore, ContactRegistry {
    struct Unexpected: Error {}

    let news = ContactNews()

    func begin(_ call: Call, at phone: Extension?, by author: RecordAuthor) throws -> Kept<Contact> {
        throw Unexpected()
    }
    func begin(_ contact: Contact, by author: RecordAuthor) -> Saving<Contact> { .missing }
    func save(_ contact: Contact, _ id: ContactID, over version: Int64, by author: RecordAuthor) -> Saving<Contact> {
        .missing
    }
    func register(_ id: ContactID, over version: Int64, by author: RecordAuthor) -> Saving<Contact> { .missing }
    func drop(_ id: ContactID, over version: Int64, by author: RecordAuthor) -> Saving<Contact> { .missing }
    func setHidden(_ isHidden: Bool, _ id: ContactID, over version: Int64, by author: RecordAuthor) -> Saving<Contact> {
        .missing
    }
    func assign(_ contacts: [(id: ContactID, version: Int64)], to employee: EmployeeID, by author: RecordAuthor) -> Int {
        0
    }
    func note(_ text: String, on id: ContactID, by author: RecordAuthor) -> ConversationEntry? { nil }
    func remind(_ reminder: Reminder) -> Result<ReminderID, FieldProblem> {
        .failure(FieldProblem("contact", .noSuchRecord))
    }
    func finish(_ reminder: ReminderID, by author: RecordAuthor) -> Bool { false }
    func contact(_ id: ContactID) -> Kept<Contact>? { nil }
    func contact(of call: CallID) -> Kept<Contact>? { nil }
    func contact(numbered number: String) -> Kept<Contact>? { nil }
    func dossier(_ id: ContactID) -> ContactDossier? { nil }
    func drafts(of user: UserID, limit: Int) -> [Kept<Contact>] { [] }
    func contacts(of client: ClientID, limit: Int) -> [Kept<Contact>] { [] }
    func contacts(ofNumber key: NumberKey, limit: Int) -> [Kept<Contact>] { [] }
    func linkEarlier(ofNumber key: NumberKey, to client: ClientID, limit: Int, by author: RecordAuthor) -> Int { 0 }

    func answer(to question: RegistryQuestion) -> RegistryAnswer {
        RegistryAnswer(rows: [], hasNext: false, hasPrevious: false)
    }
    func count(_ filter: RegistryFilter, in period: Period) -> Int { 0 }
    func rows(of contacts: [ContactID], reach: Sitters?) -> [RegistryRow] { [] }
    func isInReach(_ contact: ContactID, of reach: Sitters) -> Bool { false }
    func options() -> RegistryOptions { RegistryOptions() }
    func clientName(_ client: ClientID) -> String? { nil }
    func columns(of user: UserID) -> RegistryColumns { .standard }
    func setColumns(_ columns: RegistryColumns, of user: UserID) {}
}
