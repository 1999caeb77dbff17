import ContactCenter
import Foundation

/// The workspace: the page on the desk of one phone. The call that rings there, before the answer, what becomes of it, and
/// the cards of calls that the person who sits there has not closed yet (requirements S0.5, S0.6, S3.2, S3.18).
struct CardPage: LivePage {
    let phone: Extension
    /// How long a call that has left the phone stays readable.
    var quietTime: Duration = .seconds(12)

    /// Calls that the phone is part of, those that have just left it, and those whose cards are still open.
    private(set) var calls: [CallID: Call] = [:]
    private(set) var answers: [CallID: EarlierCalls.Answer] = [:]
    private(set) var notes: [CallID: [CallNote]] = [:]
    private(set) var takers: [CallID: ContactTaker] = [:]
    private(set) var seats: [Extension: Seat] = [:]
    private var line: LineState?
    private var floor = Floor()
    /// Who opened it as the card of their own phone; `nil` for who looks at somebody's.
    let sitter: UserID?
    /// Whose phones the reader may look at besides the own one.
    private var scope = OnlineScope.all
    let numbers: any PhoneNumberReading
    /// Colleagues can be asked before a call is handed to them.
    var consults = false
    /// The phone answers, holds and resumes when it is told to.
    var obeys = false
    /// What the reader began and did not finish, as the page opens.
    var drafts = HTML.nothing
    /// Who is listened to is told on the card.
    var showsListeners = false

    /// Calls that were answered here while the sitter sat here, as the database says.
    private var recalled: Set<CallID> = []
    private var closed: [CallID: ClosedCard] = [:]
    private var isRecalling = true
    private var unknownNotes: Set<CallID> = []

    init(phone: Extension, sitter: UserID? = nil, numbers: any PhoneNumberReading) {
        self.phone = phone
        self.sitter = sitter
        self.numbers = numbers
    }

    /// - Parameter own: the phone at which the reader sits, or sat when the page was opened.
    /// - Returns: `nil` when the reader may not see it.
    init?(of phone: Extension, for reader: SignedIn, at own: Extension?, numbers: any PhoneNumberReading) {
        if phone == own, reader.rights.allows(.workspace) {
            self.init(phone: phone, sitter: reader.user.id, numbers: numbers)
        } else if let scope = OnlineScope(of: reader) {
            self.init(phone: phone, numbers: numbers)
            self.scope = scope
        } else {
            return nil
        }
    }

    private var seat: Seat? { seats[phone] }

    /// Somebody else sits at the phone now, or the reader has stood up, or may not look at who sits there: the cards are not
    /// for this reader.
    private var hasLostSeat: Bool { sitter.map { $0 != seat?.user } ?? !scope.includes(seat) }

    var isOwn: Bool { sitter != nil }

    var interest: LiveInterest { .phones([phone]) }

    mutating func show(_ snapshot: LiveSnapshot) {
        take(snapshot.floor)
        calls = calls.filter { isKept($0.value) }
        answers = [:]
        for call in snapshot.calls + snapshot.lastEnded { take(call) }
        notes = notes.filter { calls[$0.key] != nil }
        unknownNotes = Set(calls.keys)
        isRecalling = true
    }

    mutating func apply(_ change: LiveChange) {
        switch change {
        case .call(let call): take(call)
        case .merged(let call, let other):
            let moved = notes[call] ?? []
            forget(call)
            for note in moved { put(note, on: other) }
        case .withdrawn(let call): forget(call)
        case .floor(let floor): take(floor)
        case .card(let call, .noted(let written)):
            for note in written where calls[call] != nil { put(note, on: call) }
            // Typed on a card that had left already: it comes back.
            if calls[call] == nil, written.contains(where: { $0.user == sitter }) { isRecalling = true }
        case .card(let call, .closed(let card, let user)):
            if user == sitter { closed[call] = card }
        case .card(let call, .contact(let taker)):
            if calls[call] != nil { takers[call] = taker }
        case .contact, .document, .tasks, .staff: break
        }
    }

    private mutating func take(_ call: Call) {
        guard call.concernedPhones.contains(phone) else { return forget(call.id) }
        if calls[call.id] == nil, call.mayBeNotedElsewhere(than: phone) { unknownNotes.insert(call.id) }
        calls[call.id] = call
        if call.isEnded { forgetLongEnded() }
    }

    /// Of the ended calls only those are kept that can still stand in a quiet line, or whose cards are open.
    private mutating func forgetLongEnded() {
        let ended = calls.values.filter(\.isEnded).sorted { $0.endedLater(than: $1) }
        let kept = ended.filter(isKept).prefix(2 * CardMemory.mostOpenCards).map(\.id)
        for old in ended.dropFirst(Self.mostQuietLines) where !kept.contains(old.id) { forget(old.id) }
    }

    private mutating func forget(_ call: CallID) {
        calls[call] = nil
        answers[call] = nil
        notes[call] = nil
        takers[call] = nil
        unknownNotes.remove(call)
    }

    private mutating func take(_ floor: Floor) {
        line = floor.phones[phone]
        seats = floor.seats
        self.floor = floor
    }

    private static let mostQuietLines = 3

    /// `nil` where nobody is asked from this page.
    var colleaguesToAsk: ColleaguesToAsk? {
        guard consults, isOwn, let sitter else { return nil }
        return ColleaguesToAsk(besides: phone, of: sitter, on: floor)
    }

    /// Who hears what is said in this call at this phone, where that is told.
    func listeners(of call: CallID) -> [String] {
        guard showsListeners, let call = calls[call] else { return [] }
        return floor.listenings.to(phone).filter { $0.call.map(call.linkedIDs.contains) ?? false }
            .compactMap(\.by).map { seats[$0]?.displayName ?? $0.rawValue }
    }

    /// What is faxed into this call, or was.
    func fax(in call: CallID) -> FaxTransmission? {
        calls[call].flatMap { call in floor.faxes.last { call.linkedIDs.contains($0) } }
    }

    // MARK: Open cards and notes

    /// The card stays after the call until the person is done with it: who talked with the caller, or has noted something.
    func isKept(_ call: Call) -> Bool {
        guard let sitter, !isClosed(call) else { return false }
        if notes[call.id]?.contains(where: { $0.user == sitter && !$0.text.isEmpty }) ?? false { return true }
        if recalled.contains(call.id) || takers[call.id]?.user == sitter { return true }
        guard call.direction == .inbound else { return false }
        guard let seat, seat.user == sitter else { return false }
        return call.legs.contains { leg in
            leg.party == .phone(phone) && leg.answeredAt.map { $0 >= seat.since } ?? false
        }
    }

    private func isClosed(_ call: Call) -> Bool { closed[call.id]?.holds(for: call, at: phone) ?? false }

    /// A later writing is the true one, whichever comes first.
    private mutating func put(_ note: CallNote, on call: CallID) {
        let known = notes[call]?.firstIndex { $0.user == note.user && $0.call == note.call }
        if let known {
            if notes[call]?[known].revision ?? 0 < note.revision { notes[call]?[known] = note }
        } else {
            notes[call, default: []].append(note)
        }
    }

    var recollections: [CardMemory.Question] {
        guard !hasLostSeat else { return [] }
        let cards = isRecalling ? sitter.map { [CardMemory.Question.openCards(of: $0, at: phone)] } ?? [] : []
        return cards + unknownNotes.map(CardMemory.Question.notes)
    }

    mutating func recall(_ answer: CardMemory.Answer, to question: CardMemory.Question) {
        switch question {
        case .openCards:
            isRecalling = false
            for card in answer.closed { closed[card.call] = card }
            for call in answer.calls {
                // The live one is the newer one.
                if calls[call.id] == nil { calls[call.id] = call }
                recalled.insert(call.id)
                for note in answer.notes { noteIfOf(call, note) }
            }
        case .notes(let call):
            unknownNotes.remove(call)
            for note in answer.notes where calls[call] != nil { put(note, on: call) }
        }
    }

    private mutating func noteIfOf(_ call: Call, _ note: CallNote) {
        if note.call.pbx == call.id.pbx, call.linkedIDs.contains(note.call.linkedID) { put(note, on: call.id) }
    }

    // MARK: Earlier calls

    var questions: [EarlierCalls.Question] {
        guard !hasLostSeat else { return [] }
        return calls.values.compactMap { call in
            guard answers[call.id] == nil, PhoneCall(call, on: phone) != nil || isKept(call),
                let number = call.otherSide(seenFrom: phone).number
            else {
                return nil
            }
            return EarlierCalls.Question(call: call.id, number: number, before: call.startedAt)
        }
    }

    mutating func learn(_ answer: EarlierCalls.Answer, to question: EarlierCalls.Question) {
        if calls[question.call] != nil { answers[question.call] = answer }
    }

    // MARK: What stands on the page

    func parts(at now: Date) -> [CardPart] {
        guard !hasLostSeat else { return [.seatLost(phone, to: seat)] }

        var parts: [CardPart] = []
        let cards = callCards()
        if let ringing = cards.map(\.call).filter(\.isIncoming).min(by: { $0.startedAt < $1.startedAt }) {
            parts.append(.alert(ringing.id, number: ringing.number, name: ringing.name))
        }
        parts += cards.isEmpty ? [.idle] : cards.map(CardPart.card)
        if cards.count > 1 { parts += cards.map(CardPart.other) }
        parts += quietLines(at: now, besides: cards).map(CardPart.quiet)
        parts.append(.line(line))
        return parts
    }

    /// An unwanted caller raises no card; whoever picks up sees with whom he speaks.
    func isUnwanted(_ call: Call) -> Bool { call.answeredAt == nil && floor.isSpam(call, by: numbers) }

    private func quietLines(at now: Date, besides cards: [CallCard]) -> [QuietLine] {
        let shown = Set(cards.flatMap(\.calls))
        // Who calls again stands on a card already.
        let gone = calls.values.filter { call in
            !shown.contains(call.id) && !isClosed(call) && !isUnwanted(call)
                && !cards.contains { isRepeat($0.call, of: call) }
        }
        let fresh = gone.compactMap { QuietLine($0, on: phone) }.filter { .between($0.at, now) < quietTime }
        let latest = fresh.sorted { ($0.at, $0.id.description) > ($1.at, $1.id.description) }
        return latest.prefix(Self.mostQuietLines).map { line in
            var line = line
            line.names = names(of: line.people)
            return line
        }
    }
}

extension Call {
    /// Others had it before it came to the phone, and may have noted something on its card.
    fileprivate func mayBeNotedElsewhere(than phone: Extension) -> Bool {
        if answeredAt != nil || !transfers.isEmpty || !steerings.isEmpty { return true }
        guard let own = legs.first(where: { $0.party == .phone(phone) }) else { return true }
        return legs.contains { $0.calledAt < own.calledAt - 1 }
    }
}

extension CardPage {
    /// For the page's first rendering; afterwards the stream sees to it.
    mutating func recall(from memory: CardMemory) async {
        for question in recollections { recall(await memory.answer(to: question), to: question) }
    }
}
