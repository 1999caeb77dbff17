import ContactCenter
import Foundation

/// Keeps the cells of people true on every page that lets somebody choose one. Unlike other live pages it does not compare what
/// five hundred people looked like: it is told whose reachability has changed.
actor PeopleChannel: LiveChannel {
    /// Somebody who may be chosen.
    struct Person: Sendable {
        var id: EmployeeID
        var user: UserID?
        var phone: Extension?
    }

    let name: ChannelName
    let interest = LiveInterest.staff
    /// Faster than the eye follows; several changes of a moment go together.
    let pace = Duration.milliseconds(50)

    private let people: [Person]
    private let viewer: Viewer
    private var byUser: [UserID: Int] = [:]
    private var byID: [EmployeeID: Int] = [:]
    private var byCardPhone: [Extension: Set<Int>] = [:]
    private var floor = Floor()
    private var pending: Set<Int> = []

    init(_ people: [Person], named name: ChannelName, for viewer: Viewer) {
        self.people = people
        self.name = name
        self.viewer = viewer
        for (place, person) in people.enumerated() {
            byID[person.id] = place
            if let user = person.user { byUser[user] = place }
            if let phone = person.phone { byCardPhone[phone, default: []].insert(place) }
        }
    }

    func show(_ snapshot: LiveSnapshot) {
        floor = snapshot.floor
        pending = Set(people.indices)
    }

    func apply(_ changes: [LiveChange], at position: Position) -> Bool {
        for change in changes {
            guard case .staff(let staff) = change else { continue }
            floor = staff.floor
            pending.formUnion(staff.users.compactMap { byUser[$0] })
            pending.formUnion(staff.employees.compactMap { byID[$0] })
            for phone in staff.phones {
                pending.formUnion(byCardPhone[phone] ?? [])
                if let place = floor.seats[phone].flatMap({ byUser[$0.user] }) { pending.insert(place) }
            }
        }
        return !pending.isEmpty
    }

    func newQuestions() -> [EarlierCalls.Question] { [] }
    func learn(_ answer: EarlierCalls.Answer, to question: EarlierCalls.Question) {}
    func recall(from memory: CardMemory) -> Bool { false }

    /// The page was made a moment before: whatever has changed since is in it.
    func opening(at now: Date) -> ServerSentEvent { event(at: now) }

    func change(at now: Date) -> ServerSentEvent? { pending.isEmpty ? nil : event(at: now) }

    private func event(at now: Date) -> ServerSentEvent {
        let places = pending.sorted()
        pending = []
        var viewer = viewer
        viewer.now = now
        let asked = places.map { (user: people[$0].user, phone: people[$0].phone) }
        let operations = zip(places, floor.reachabilities(of: asked, at: now)).flatMap { place, reachability in
            PersonCells(
                id: people[place].id,
                reachability: reachability,
                load: floor.workLoads[people[place].id] ?? WorkLoad(),
                viewer: viewer
            ).all
                .map { LivePatch.Operation.show(key: $0.key, $0.html) }
        }
        return .patch(LivePatch(operations: operations), of: name, position: .start, at: now)
    }
}
