import ContactCenter
import Foundation

/// Contacts in a database.
package struct DatabaseContactStore: ContactStore {
    package let news: ContactNews
    private let zone: TimeZone
    private let database: any Database
    private let numbers: any PhoneNumberReading
    private let prefix: String

    /// - Parameter prefix: of the numbers of contacts; each prefix is a series of its own.
    package init(
        _ database: any Database,
        numbers: any PhoneNumberReading,
        prefix: String = ContactNumber.standardPrefix,
        news: ContactNews = ContactNews(),
        zone: TimeZone = .gmt
    ) {
        self.database = database
        self.numbers = numbers
        self.prefix = prefix
        self.news = news
        self.zone = zone
    }

    package func begin(_ call: Call, at phone: Extension?, by author: RecordAuthor) async throws -> Kept<Contact> {
        let kept = try await write(by: author) { try $0.begin(call, at: phone) }
        news.tell(kept.id)
        return kept
    }

    package func begin(_ contact: Contact, by author: RecordAuthor) async throws -> Saving<Contact> {
        try await tell(write(by: author) { try $0.begin(contact) })
    }

    package func take(
        _ id: ContactID,
        from taker: UserID?,
        by author: RecordAuthor
    ) async throws -> Kept<Contact>? {
        let kept = try await write(by: author) { try $0.take(id, from: taker) }
        if let kept { news.tell(kept.id) }
        return kept
    }

    package func save(
        _ contact: Contact,
        _ id: ContactID,
        over version: Int64,
        by author: RecordAuthor
    ) async throws -> Saving<Contact> {
        try await tell(write(by: author) { try $0.save(contact, id, over: version) })
    }

    package func step(
        _ run: KeptRun,
        _ contact: Contact,
        _ id: ContactID,
        over version: Int64,
        isLast: Bool,
        by author: RecordAuthor
    ) async throws -> (keeping: RunKeeping, saving: Saving<Contact>?) {
        let (keeping, saving): (RunKeeping, Saving<Contact>?) = try await write(by: author) { [prefix] writing in
            let keeping = try RunTable.keep(run, of: id, in: writing.transaction)
            guard case .kept = keeping else { return (keeping, nil) }
            let saving = try writing.save(contact, id, over: version)
            guard isLast, case .saved(let kept) = saving else { return (keeping, saving) }
            return (keeping, try writing.register(id, over: kept.version, prefix: prefix))
        }
        return (keeping, saving.map(tell))
    }

    package func register(
        _ id: ContactID,
        over version: Int64,
        by author: RecordAuthor
    ) async throws -> Saving<Contact> {
        try await tell(write(by: author) { [prefix] in try $0.register(id, over: version, prefix: prefix) })
    }

    package func drop(_ id: ContactID, over version: Int64, by author: RecordAuthor) async throws -> Saving<Contact> {
        try await tell(write(by: author) { [prefix] in try $0.drop(id, over: version, prefix: prefix) })
    }

    package func setHidden(
        _ isHidden: Bool,
        _ id: ContactID,
        over version: Int64,
        by author: RecordAuthor
    ) async throws -> Saving<Contact> {
        try await tell(write(by: author) { try $0.setHidden(isHidden, id, over: version) })
    }

    package func assign(
        _ contacts: [(id: ContactID, version: Int64)],
        to employee: EmployeeID,
        by author: RecordAuthor
    ) async throws -> Int {
        // Always in the same order, so that two who hand over the same contacts wait for each other only once.
        let contacts = contacts.sorted { $0.id < $1.id }
        let changed = try await write(by: author) { writing in
            try contacts.filter { try writing.assign($0.id, over: $0.version, to: employee) }.map(\.id)
        }
        for contact in changed { news.tell(contact) }
        return changed.count
    }

    package func process(
        _ contact: Contact,
        _ id: ContactID,
        over version: Int64,
        isDone: Bool,
        by author: RecordAuthor
    ) async throws -> Saving<Contact> {
        try await tell(write(by: author) { try $0.process(contact, id, over: version, isDone: isDone) })
    }

    package func reopen(_ id: ContactID, over version: Int64, by author: RecordAuthor) async throws -> Saving<Contact> {
        try await tell(write(by: author) { try $0.reopen(id, over: version) })
    }

    package func workLoads(since day: Date) async throws -> [EmployeeID: WorkLoad] {
        try await database.read { try ContactWorkTable.loads(since: day, in: $0) }
    }

    package func note(_ text: String, on id: ContactID, by author: RecordAuthor) async throws -> ConversationEntry? {
        let entry = try await write(by: author) { try $0.add(text, to: id) }
        if entry != nil { news.tell(id) }
        return entry
    }

    package func remind(
        _ reminder: Reminder,
        once claim: RequestClaim?
    ) async throws -> Result<KeptReminder, FieldProblem> {
        let author = RecordAuthor(reminder.madeBy, at: reminder.madeAt, claim: claim)
        let made = try await write(by: author) { try $0.remind(reminder) }
        if case .success = made { news.tell(reminder.contact) }
        return made
    }

    package func change(
        _ id: ReminderID,
        over version: Int64,
        to reminder: Reminder,
        by author: RecordAuthor
    ) async throws -> Saving<Reminder> {
        let saving = try await write(by: author) { try $0.change(id, over: version, to: reminder) }
        if case .saved(let kept) = saving { news.tell(kept.record.contact) }
        return saving
    }

    package func finish(_ reminder: ReminderID, by author: RecordAuthor) async throws -> Bool {
        try await setDone(true, reminder, by: author)
    }

    package func reopen(_ reminder: ReminderID, by author: RecordAuthor) async throws -> Bool {
        try await setDone(false, reminder, by: author)
    }

    private func setDone(_ isDone: Bool, _ reminder: ReminderID, by author: RecordAuthor) async throws -> Bool {
        let contact = try await write(by: author) { try $0.setDone(isDone, reminder) }
        if let contact { news.tell(contact) }
        return contact != nil
    }

    package func reminders(_ question: ReminderQuestion) async throws -> [ListedReminder] {
        try await database.read { try ReminderReading.reminders(question, in: $0) }
    }

    package func worklist(_ question: WorklistQuestion) async throws -> [WorklistContact] {
        try await database.read { try WorklistReading.contacts(question, in: $0) }
    }

    package func reminderLoads(at now: Date) async throws -> [UserID: ReminderLoad] {
        try await database.read { try ReminderReading.loads(at: now, in: $0) }
    }

    package func contact(_ id: ContactID) async throws -> Kept<Contact>? {
        try await database.read { try ContactTable.find(id, in: $0) }
    }

    package func contacts(_ ids: [ContactID]) async throws -> [Kept<Contact>] {
        try await database.read { transaction in try ids.compactMap { try ContactTable.find($0, in: transaction) } }
    }

    package func contact(of call: CallID) async throws -> Kept<Contact>? {
        try await database.read { try ContactTable.find(of: call, in: $0) }
    }

    package func contact(numbered number: String) async throws -> Kept<Contact>? {
        try await database.read { transaction in
            try transaction.rows(
                "SELECT \(ContactTable.selected) FROM contacts WHERE number = $1",
                [.text(number)]
            ).first.map(ContactTable.kept)
        }
    }

    package func dossier(_ id: ContactID) async throws -> ContactDossier? {
        try await database.read { try ContactReading.dossier(id, in: $0) }
    }

    package func drafts(of user: UserID, limit: Int) async throws -> [Kept<Contact>] {
        try await database.read { try ContactReading.drafts(of: user, limit: limit, in: $0) }
    }

    package func contacts(of client: ClientID, limit: Int) async throws -> [Kept<Contact>] {
        try await database.read { try ContactReading.contacts(of: client, limit: limit, in: $0) }
    }

    package func qualityContacts(of client: ClientID, limit: Int) async throws -> [QualityContact] {
        try await database.read { try ContactReading.qualityContacts(of: client, limit: limit, in: $0) }
    }

    package func contacts(ofNumber key: NumberKey, limit: Int) async throws -> [Kept<Contact>] {
        try await database.read { try ContactReading.contacts(ofNumber: key, limit: limit, in: $0) }
    }

    package func linkEarlier(
        ofNumber key: NumberKey,
        to client: ClientID,
        limit: Int,
        by author: RecordAuthor
    ) async throws -> Int {
        let linked = try await write(by: author) { try $0.linkEarlier(ofNumber: key, to: client, limit: limit) }
        for contact in linked { news.tell(contact) }
        return linked.count
    }

    private func write<Result: Sendable>(
        by author: RecordAuthor,
        _ work: @escaping @Sendable (ContactWriting) throws -> Result
    ) async throws -> Result {
        try await database.write(by: author) { [numbers, zone] transaction in
            try work(ContactWriting(transaction: transaction, author: author, numbers: numbers, zone: zone))
        }
    }

    private func tell(_ saving: Saving<Contact>) -> Saving<Contact> {
        if case .saved(let kept) = saving { news.tell(kept.id) }
        return saving
    }
}
