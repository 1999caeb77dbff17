import Synchronization

/// Hands out what was committed to the streams that asked for it; each is woken for its own interest only.
package final class ChangeFeed: Sendable {
    private struct Subscriber {
        var interest: LiveInterest
        var continuation: AsyncStream<LiveUpdate>.Continuation
    }

    private struct State {
        var subscribers: [Int: Subscriber] = [:]
        var forEverything: Set<Int> = []
        /// Readers of some phones or people, or of none: what concerns everybody concerns them.
        var forSome: Set<Int> = []
        var forPhone: [Extension: Set<Int>] = [:]
        var forPerson: [UserID: Set<Int>] = [:]
        var forOwner: [UserID: Set<Int>] = [:]
        var forReception: Set<Int> = []
        var forBoard: Set<Int> = []
        var forContacts: Set<Int> = []
        var forDocuments: Set<Int> = []
        var forTasks: Set<Int> = []
        var forStaff: Set<Int> = []
        var sitters: [Extension: UserID] = [:]
        var nextID = 0
    }

    /// How many updates a reader may lag behind before it is told to start anew.
    package static let bound = 256

    private let state = Mutex(State())

    package init() {}

    package func updates(_ interest: LiveInterest) -> AsyncStream<LiveUpdate> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: LiveUpdate.self,
            bufferingPolicy: .bufferingNewest(Self.bound)
        )
        let id = state.withLock { state in
            state.nextID += 1
            state.subscribers[state.nextID] = Subscriber(interest: interest, continuation: continuation)
            switch interest {
            case .everything: state.forEverything.insert(state.nextID)
            case .board:
                state.forEverything.insert(state.nextID)
                state.forBoard.insert(state.nextID)
            case .phones(let phones):
                state.forSome.insert(state.nextID)
                for phone in phones { state.forPhone[phone, default: []].insert(state.nextID) }
            case .people(let people):
                state.forSome.insert(state.nextID)
                for person in people { state.forPerson[person, default: []].insert(state.nextID) }
            case .own(let user):
                state.forSome.insert(state.nextID)
                state.forPerson[user, default: []].insert(state.nextID)
                state.forOwner[user, default: []].insert(state.nextID)
            case .reception:
                state.forSome.insert(state.nextID)
                state.forReception.insert(state.nextID)
            case .contacts: state.forContacts.insert(state.nextID)
            case .documents: state.forDocuments.insert(state.nextID)
            case .tasks: state.forTasks.insert(state.nextID)
            case .staff: state.forStaff.insert(state.nextID)
            }
            return state.nextID
        }
        continuation.onTermination = { [weak self] _ in self?.remove(id) }
        return stream
    }

    package var subscriberCount: Int { state.withLock(\.subscribers.count) }

    /// - Parameter phones: for each change the phones it concerns; `nil` where it concerns everybody.
    package func publish(_ changes: [(change: LiveChange, phones: Set<Extension>?)], at position: Position) {
        guard !changes.isEmpty else { return }
        deliver(at: position) { state in
            let all = changes.map(\.change)
            var byReader = Dictionary(uniqueKeysWithValues: state.forEverything.map { ($0, all) })
            for (change, phones) in changes {
                for id in Self.readers(of: phones, in: state) { byReader[id, default: []].append(change) }
            }
            return byReader
        }
    }

    /// For those who show contacts: one that is being taken is written with every few letters, and most people show none.
    package func publish(_ contact: ContactID, at position: Position) {
        deliver(at: position) { state in
            Dictionary(uniqueKeysWithValues: state.forContacts.map { ($0, [.contact(contact)]) })
        }
    }

    /// For those who show what is promised.
    package func publish(_ document: DocumentID, at position: Position) {
        deliver(at: position) { state in
            Dictionary(uniqueKeysWithValues: state.forDocuments.map { ($0, [.document(document)]) })
        }
    }

    /// For those who show tasks.
    package func publishTasks(at position: Position) {
        deliver(at: position) { state in
            Dictionary(uniqueKeysWithValues: state.forTasks.map { ($0, [.tasks]) })
        }
    }

    /// For the pages of these people alone.
    package func tell(_ people: [UserID], _ floor: Floor, at position: Position) {
        deliver(at: position) { state in
            let readers = Set(people.flatMap { state.forOwner[$0] ?? [] })
            return Dictionary(uniqueKeysWithValues: readers.map { ($0, [.floor(floor)]) })
        }
    }

    /// For those who show how people can be reached.
    package func publish(_ change: StaffChange, at position: Position) {
        guard !change.users.isEmpty || !change.phones.isEmpty || !change.employees.isEmpty else { return }
        deliver(at: position) { state in
            Dictionary(uniqueKeysWithValues: state.forStaff.map { ($0, [.staff(change)]) })
        }
    }

    /// For those who show the figures of the day.
    package func tellBoard(_ floor: Floor, at position: Position) {
        deliver(at: position) { state in
            Dictionary(uniqueKeysWithValues: state.forBoard.map { ($0, [.floor(floor)]) })
        }
    }

    /// For those who show the reception.
    package func tellReception(_ floor: Floor, at position: Position) {
        deliver(at: position) { state in
            Dictionary(uniqueKeysWithValues: state.forReception.map { ($0, [.floor(floor)]) })
        }
    }

    /// Who sits where from now on, for readers of people. Where a person has come to or left a phone, who reads of them begins
    /// anew: of the calls at that phone they have not heard.
    package func seat(_ seats: some Sequence<Seat>, at position: Position) {
        let sitters = Dictionary(seats.map { ($0.phone, $0.user) }, uniquingKeysWith: { $1 })
        let readers = state.withLock { state in
            let moved = Set(sitters.keys).union(state.sitters.keys).filter { sitters[$0] != state.sitters[$0] }
                .flatMap { [sitters[$0], state.sitters[$0]] }
            state.sitters = sitters
            let readers = Set(moved.compactMap(\.self)).reduce(into: Set<Int>()) { readers, person in
                readers.formUnion(state.forPerson[person] ?? [])
            }
            return readers.compactMap { state.subscribers[$0] }
        }
        for reader in readers { reader.continuation.yield(LiveUpdate(position: position, content: .reset)) }
    }

    /// Tells everybody to begin anew.
    package func reset(at position: Position) {
        let subscribers = state.withLock { Array($0.subscribers.values) }
        for subscriber in subscribers {
            subscriber.continuation.yield(LiveUpdate(position: position, content: .reset))
        }
    }

    package func finish() {
        let subscribers = state.withLock { Array($0.subscribers.values) }
        for subscriber in subscribers { subscriber.continuation.finish() }
    }

    private static func readers(of phones: Set<Extension>?, in state: State) -> Set<Int> {
        guard let phones else { return state.forSome }
        return phones.reduce(into: []) { readers, phone in
            readers.formUnion(state.forPhone[phone] ?? [])
            readers.formUnion(state.sitters[phone].flatMap { state.forPerson[$0] } ?? [])
        }
    }

    /// Hands out while nothing is locked: to wake a reader takes a lock of its task, and who cancels that task holds that lock while
    /// `remove` waits for ours. The order stays, because one actor publishes.
    ///
    /// - Parameter changes: by reader.
    private func deliver(at position: Position, _ changes: (inout State) -> [Int: [LiveChange]]) {
        let deliveries = state.withLock { state in
            changes(&state).compactMap { id, changes in state.subscribers[id].map { ($0, changes) } }
        }
        for (subscriber, changes) in deliveries {
            let update = LiveUpdate(position: position, content: .changes(changes))
            if case .dropped = subscriber.continuation.yield(update) {
                subscriber.continuation.yield(LiveUpdate(position: position, content: .reset))
            }
        }
    }

    private func remove(_ id: Int) {
        // What is let go of under the lock could want it.
        let removed = state.withLock { state -> Subscriber? in
            guard let subscriber = state.subscribers.removeValue(forKey: id) else { return nil }
            switch subscriber.interest {
            case .everything:
                state.forEverything.remove(id)
            case .board:
                state.forEverything.remove(id)
                state.forBoard.remove(id)
            case .phones(let phones):
                state.forSome.remove(id)
                for phone in phones { state.forPhone.forget(id, at: phone) }
            case .people(let people):
                state.forSome.remove(id)
                for person in people { state.forPerson.forget(id, at: person) }
            case .own(let user):
                state.forSome.remove(id)
                state.forPerson.forget(id, at: user)
                state.forOwner.forget(id, at: user)
            case .reception:
                state.forSome.remove(id)
                state.forReception.remove(id)
            case .contacts: state.forContacts.remove(id)
            case .documents: state.forDocuments.remove(id)
            case .tasks: state.forTasks.remove(id)
            case .staff: state.forStaff.remove(id)
            }
            return subscriber
        }
        withExtendedLifetime(removed) {}
    }
}

extension Dictionary where Value == Set<Int> {
    fileprivate mutating func forget(_ reader: Int, at key: Key) {
        self[key]?.remove(reader)
        if self[key]?.isEmpty ?? false { self[key] = nil }
    }
}
