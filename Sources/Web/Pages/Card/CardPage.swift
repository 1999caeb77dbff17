import ContactCenter
import Foundation

/// The page on the desk of one phone: the call that rings there, before the answer, and what becomes of it
/// (requirements S0.5, S0.6, S3.2, S3.18).
struct CardPage: LivePage {
    let phone: Extension
    /// How long a call that has left the phone stays readable.
    var quietTime: Duration = .seconds(12)

    /// Calls that the phone is part of, and those that have just left it.
    private var calls: [CallID: Call] = [:]
    private var answers: [CallID: EarlierCalls.Answer] = [:]
    private var line: LineState?
    /// Who opened it as the card of their own phone; `nil` for who looks at somebody's.
    private let sitter: UserID?
    private var seat: Seat?
    private var floor = Floor()
    /// Recognises unwanted callers; without it there are none.
    var numbers: (any PhoneNumberReading)?

    init(phone: Extension, sitter: UserID? = nil) {
        self.phone = phone
        self.sitter = sitter
    }

    /// - Parameter own: the phone at which the reader sits, or sat when the page was opened.
    /// - Returns: `nil` when the reader may not see it.
    init?(of phone: Extension, for reader: SignedIn, at own: Extension?) {
        if phone == own, reader.rights.allows(.workspace) {
            self.init(phone: phone, sitter: reader.user.id)
        } else if reader.rights.allows(.online) {
            self.init(phone: phone)
        } else {
            return nil
        }
    }

    /// Somebody else sits at the phone now, or the reader has stood up: the cards are not for this reader any more.
    private var hasLostSeat: Bool { sitter.map { $0 != seat?.user } ?? false }

    var isOwn: Bool { sitter != nil }

    var interest: LiveInterest { .phones([phone]) }

    mutating func show(_ snapshot: LiveSnapshot) {
        calls = [:]
        answers = [:]
        for call in snapshot.calls + snapshot.lastEnded { take(call) }
        take(snapshot.floor)
    }

    mutating func apply(_ change: LiveChange) {
        switch change {
        case .call(let call): take(call)
        case .merged(let call, _), .withdrawn(let call): forget(call)
        case .floor(let floor): take(floor)
        }
    }

    private mutating func take(_ call: Call) {
        guard call.concernedPhones.contains(phone) else { return forget(call.id) }
        calls[call.id] = call
        if call.isEnded { forgetLongEnded() }
    }

    /// Of the ended calls only those are kept that can still stand in a quiet line.
    private mutating func forgetLongEnded() {
        let ended = calls.values.filter(\.isEnded).sorted { $0.endedLater(than: $1) }
        for old in ended.dropFirst(Self.mostQuietLines) { forget(old.id) }
    }

    private mutating func forget(_ call: CallID) {
        calls[call] = nil
        answers[call] = nil
    }

    private mutating func take(_ floor: Floor) {
        line = floor.phones[phone]
        seat = floor.seats[phone]
        self.floor = floor
    }

    private static let mostQuietLines = 3

    var questions: [EarlierCalls.Question] {
        guard !hasLostSeat else { return [] }
        return calls.values.compactMap { call in
            guard answers[call.id] == nil, let phoneCall = PhoneCall(call, on: phone), let number = phoneCall.number
            else {
                return nil
            }
            return EarlierCalls.Question(call: call.id, number: number, before: call.startedAt)
        }
    }

    mutating func learn(_ answer: EarlierCalls.Answer, to question: EarlierCalls.Question) {
        if calls[question.call] != nil { answers[question.call] = answer }
    }

    func parts(at now: Date) -> [CardPart] {
        guard !hasLostSeat else { return [.seatLost(phone, to: seat)] }

        var parts: [CardPart] = []
        let present = phoneCalls()
        if let ringing = present.first(where: \.isIncoming) {
            parts.append(.alert(ringing.id, number: ringing.number, name: ringing.name))
        }
        parts.append(present.first.map(CardPart.card) ?? .idle)
        parts += present.dropFirst().map(CardPart.other)
        parts += quietLines(at: now).map(CardPart.quiet)
        parts.append(.line(line))
        return parts
    }

    /// An unwanted caller raises no card; whoever picks up sees with whom he speaks.
    private func isUnwanted(_ call: Call) -> Bool {
        guard let numbers, call.answeredAt == nil else { return false }
        return floor.isSpam(call, by: numbers)
    }

    /// The one that the person at the phone is busy with first, then in the order they came: a second call never takes the
    /// place of the first.
    private func phoneCalls() -> [PhoneCall] {
        calls.values.compactMap { call -> PhoneCall? in
            let phoneCall = PhoneCall(call, on: phone, history: answers[call.id])
            return phoneCall?.isIncoming == true && isUnwanted(call) ? nil : phoneCall
        }.sorted { left, right in
            (left.state.rank, left.startedAt, left.id.description)
                < (right.state.rank, right.startedAt, right.id.description)
        }
    }

    private func quietLines(at now: Date) -> [QuietLine] {
        let lines = calls.values.compactMap { isUnwanted($0) ? nil : QuietLine($0, on: phone) }
        let fresh = lines.filter { .between($0.at, now) < quietTime }
        return Array(
            fresh.sorted { ($0.at, $0.id.description) > ($1.at, $1.id.description) }.prefix(Self.mostQuietLines)
        )
    }
}
