import ContactCenter
import Foundation

/// A journal that knows the calls it was given, and may refuse to answer.
actor SampleJournal: CallJournal {
    struct Unreadable: Error {}

    private var known: [Call]
    private var rows: [CallID: [CDRRow]]
    private let isReadable: Bool
    private(set) var questionsAsked = 0
    private var isHeld = false
    private var held: [CheckedContinuation<Void, Never>] = []

    init(_ calls: [Call] = [], rows: [CallID: [CDRRow]] = [:], isReadable: Bool = true) {
        known = calls
        self.rows = rows
        self.isReadable = isReadable
    }

    func note(_ call: Call) {
        known.removeAll { $0.id == call.id }
        known.append(call)
    }

    /// Lets questions wait for `release`.
    func hold() { isHeld = true }

    func release() {
        isHeld = false
        for question in held { question.resume() }
        held = []
    }

    func earlierCalls(ofNumber number: String, before: Date, limit: Int) async throws -> [Call] {
        questionsAsked += 1
        if isHeld { await withCheckedContinuation { held.append($0) } }
        guard isReadable else { throw Unreadable() }
        let calls = known.filter { $0.isEnded && $0.startedAt < before && ($0.caller.number == number || $0.dialled == number) }
        return Array(calls.sorted { $0.startedAt > $1.startedAt }.prefix(limit))
    }

    func calls(_ ids: [CallID]) throws -> [Call] {
        guard isReadable else { throw Unreadable() }
        return known.filter { ids.contains($0.id) }
    }

    func cdrs(of call: CallID) -> [CDRRow] { rows[call] ?? [] }
    func lastEndedCalls(limit: Int) -> [Call] { Array(known.filter(\.isEnded).prefix(limit)) }

    // What pages never ask for.
    func commit(_ batch: JournalBatch) -> Position { .start }
    func openCalls(of pbx: PBXName) -> [Call] { known.filter { !$0.isEnded } }
    func calls(of pbx: PBXName, linkedIDs: [LinkedID], near: Date) -> [Call] { [] }
    func cdrCursor(of pbx: PBXName) -> CDRCursor? { nil }
    func lastPosition() -> Position { .start }
    func announcements(after position: Position, limit: Int) -> AnnouncementPage { .reset }
}
