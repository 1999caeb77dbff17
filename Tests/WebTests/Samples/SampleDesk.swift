import ContactCenter
import Foundation

/// A live desk whose calls and floor are what a test says they are.
actor SampleDesk: LiveDesk {
    private var position = Position(100)
    private var calls: [CallID: Call] = [:]
    private var ended: [Call] = []
    private(set) var floor: Floor
    private var readers: [UUID: Reader] = [:]
    private var changes = Changes()
    /// Updates that wait for a reader before it is reset.
    private let patience: Int

    private struct Reader {
        var interest: LiveInterest
        var updates: AsyncStream<LiveUpdate>.Continuation
    }

    init(floor: Floor = .sample(), calls: [Call] = [], patience: Int = 64) {
        self.floor = floor
        self.patience = patience
        self.calls = Dictionary(calls.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    }

    func snapshot() -> LiveSnapshot {
        LiveSnapshot(
            position: position,
            calls: calls.values.sorted { ($0.startedAt, $0.id.description) < ($1.startedAt, $1.id.description) },
            lastEnded: ended,
            floor: floor
        )
    }

    func updates(_ interest: LiveInterest) -> AsyncStream<LiveUpdate> {
        let (stream, updates) = AsyncStream<LiveUpdate>.makeStream(bufferingPolicy: .bufferingNewest(patience))
        let id = UUID()
        readers[id] = Reader(interest: interest, updates: updates)
        updates.onTermination = { _ in Task { await self.forget(id) } }
        return stream
    }

    private func forget(_ reader: UUID) {
        readers[reader] = nil
        changes.announce()
    }

    func show(_ seats: [Seat]) {
        guard !floor.take(seats).isEmpty else { return }
        publish(.floor(floor))
    }

    func show(missedWaiting: Int) {
        guard floor.missedWaiting != missedWaiting else { return }
        floor.missedWaiting = missedWaiting
        publish(.floor(floor))
    }

    func show(reminders: [UserID: ReminderLoad]) {
        guard floor.reminders != reminders else { return }
        floor.reminders = reminders
        publish(.floor(floor))
    }

    func show(presences: [UserID: Presence]) {
        guard floor.presences != presences else { return }
        floor.presences = presences
        publish(.floor(floor))
    }

    func show(workLoads: [EmployeeID: WorkLoad]) {
        floor.workLoads = workLoads
        publish(.staff(StaffChange(floor: floor, employees: Set(workLoads.keys))))
    }

    func show(queueRefusals: [UserID: [QueueName]]) {
        guard floor.queueRefusals != queueRefusals else { return }
        floor.queueRefusals = queueRefusals
        publish(.floor(floor))
    }

    func show(queueRules: [QueueName: QueueRules]) {
        guard floor.queueRules != queueRules else { return }
        floor.queueRules = queueRules
        publish(.floor(floor))
    }

    func show(spamNumbers: Set<NumberKey>) {
        guard floor.spamNumbers != spamNumbers else { return }
        floor.spamNumbers = spamNumbers
        publish(.floor(floor))
    }

    func show(_ inboxes: [UserID: NotificationInbox]) {
        let people = Set(floor.take(inboxes))
        let update = LiveUpdate(position: position, content: .changes([.floor(floor)]))
        for reader in readers.values {
            if case .own(let user) = reader.interest, people.contains(user) { send(update, to: reader) }
        }
    }

    func show(_ reception: ReceptionBoard) {
        guard floor.reception != reception else { return }
        floor.reception = reception
        publish(.floor(floor))
    }

    func show(_ board: DayBoard) {
        floor.board = board
        let update = LiveUpdate(position: position, content: .changes([.floor(floor)]))
        for reader in readers.values where reader.interest == .board { send(update, to: reader) }
    }

    func show(_ change: CardChange, of call: CallID, at phones: Set<Extension>) {
        let update = LiveUpdate(position: position, content: .changes([.card(call, change)]))
        for reader in readers.values where reader.interest.concerns(phones) { send(update, to: reader) }
    }

    func show(_ contact: ContactID) { publish(.contact(contact)) }
    func show(_ document: DocumentID) { publish(.document(document)) }
    func showTasks() { publish(.tasks) }

    var readerCount: Int { readers.count }

    func waitUntilNobodyReads() async throws {
        for await _ in changes.listen() where readers.isEmpty { return }
        throw CancellationError()
    }

    /// Makes the change true, then tells the readers whom it concerns.
    @discardableResult
    func publish(_ changes: LiveChange...) -> Position {
        var concerned: Set<Extension> = []
        var concernsAll = false
        for change in changes {
            switch change {
            case .call(let call):
                take(call)
                concerned.formUnion(call.concernedPhones)
            case .merged(let call, let other):
                for id in [call, other] { concerned.formUnion(calls[id]?.concernedPhones ?? []) }
                calls[call] = nil
            case .withdrawn(let call):
                concerned.formUnion(calls.removeValue(forKey: call)?.concernedPhones ?? [])
            case .floor(let new):
                floor = new
                concernsAll = true
                continue
            case .card(let call, _):
                concerned.formUnion(calls[call]?.concernedPhones ?? [])
                continue
            case .contact, .document, .tasks, .staff:
                concernsAll = true
                continue
            }
            position = Position(position.rawValue + 1)
        }
        let update = LiveUpdate(position: position, content: .changes(changes))
        for reader in readers.values where concernsAll || reader.interest.concerns(concerned) {
            send(update, to: reader)
        }
        return position
    }

    /// Makes the change true and tells nobody.
    func lose(_ change: LiveChange) {
        if case .call(let call) = change { take(call) }
        position = Position(position.rawValue + 1)
    }

    /// Tells every reader to begin anew.
    func resetReaders() {
        for reader in readers.values { reader.updates.yield(LiveUpdate(position: position, content: .reset)) }
    }

    private func send(_ update: LiveUpdate, to reader: Reader) {
        if case .dropped = reader.updates.yield(update) {
            reader.updates.yield(LiveUpdate(position: position, content: .reset))
        }
    }

    private func take(_ call: Call) {
        calls[call.id] = nil
        ended.removeAll { $0.id == call.id }
        if call.isEnded { ended.insert(call, at: 0) } else { calls[call.id] = call }
        ended = Array(ended.prefix(50))
    }
}

extension LiveInterest {
    func concerns(_ phones: Set<Extension>) -> Bool {
        switch self {
        case .everything, .board: true
        case .phones(let own): !own.isDisjoint(with: phones)
        case .people: !phones.isEmpty
        case .own, .reception, .contacts, .documents, .tasks, .staff: false
        }
    }
}

extension Floor {
    /// A connected PBX with one queue of three phones.
    static func sample(connection: PBXConnection = .connected) -> Floor {
        var floor = Floor()
        floor.connection = connection
        let phones = ["0111", "0113", "0125"].map { Extension($0) }
        for phone in phones { floor.phones[phone] = .ready }
        let names = ["Petrova", "Rodkin", "Smirnova"]
        let members = zip(phones, names).map { phone, name in
            QueueMember(interface: "PJSIP/\(phone)", name: name, phone: phone, line: .ready)
        }
        floor.queues[QueueName("service")] = PBXQueue(name: QueueName("service"), members: members)
        return floor
    }
}
