import ContactCenter
import Foundation

extension CardPage {
    /// How soon after a call of the same number the next one is a repeat.
    private static let repeatTime = Duration.seconds(60)

    /// In the order they came, and so they stay: what is being typed into never changes its place.
    func callCards() -> [CallCard] {
        var cards: [CallCard] = []
        for call in calls.values.sorted(by: { $0.beganEarlier(than: $1) }) {
            guard let phoneCall = phoneCall(of: call) else { continue }
            var card = CallCard(call: phoneCall, opened: call.id, sitter: sitter)
            if let place = cards.firstIndex(where: { isRepeat(phoneCall, of: $0.call) }) {
                let before = cards.remove(at: place)
                card.opened = before.opened
                card.earlier = before.calls
                cards.insert(card, at: place)
            } else {
                cards.append(card)
            }
        }
        return finished(cards)
    }

    private func phoneCall(of call: Call) -> PhoneCall? {
        guard !isUnwanted(call) else { return nil }
        return PhoneCall(call, on: phone, history: answers[call.id])
            ?? (isKept(call) ? PhoneCall(over: call, on: phone, history: answers[call.id]) : nil)
    }

    /// The latest of those that are over stay; there are not more than a tray can hold.
    private func finished(_ cards: [CallCard]) -> [CallCard] {
        let over = cards.filter(\.call.isOver)
        let tooMany = Set(over.dropLast(CardMemory.mostOpenCards).map(\.opened))
        var cards = cards.filter { !tooMany.contains($0.opened) }
        let shown = cards.min { $0.isBeforeInAttention($1) }?.opened
        let isTalking = cards.contains(where: \.call.isGoingOn)
        for index in cards.indices {
            cards[index].isShown = cards[index].opened == shown
            cards[index].consultation = consultation(in: cards[index].call)
            cards[index].handset = handset(in: cards[index].call, isTalking: isTalking)
            cards[index].names = names(of: cards[index].call.people + (cards[index].consultation?.people ?? []))
            cards[index].notes = cards[index].calls.flatMap { notes[$0] ?? [] }.sorted { $0.updatedAt < $1.updatedAt }
            cards[index].taker = takers[cards[index].call.id]
            cards[index].listeners = cards[index].call.isOver ? [] : listeners(of: cards[index].call.id)
            cards[index].fax = fax(in: cards[index].call.id)
            cards[index].count = countWithinRepeatTime(of: cards[index].call)
        }
        return cards
    }

    func names(of people: [Party]) -> [Extension: String] {
        let phones = people.compactMap(\.phone)
        return Dictionary(
            phones.compactMap { phone in seats[phone].map { (phone, $0.displayName) } },
            uniquingKeysWith: { $1 }
        )
    }

    /// Two calls that are both going on are two, whoever makes them.
    private func isRepeat(_ call: PhoneCall, of earlier: PhoneCall) -> Bool {
        earlier.isOver && earlier.startedAt < call.startedAt && isSameCaller(call, earlier.number, earlier.direction)
            && .between(earlier.since, call.startedAt) <= Self.repeatTime
    }

    private func isSameCaller(_ call: PhoneCall, _ number: String?, _ direction: CallDirection) -> Bool {
        guard call.direction == .inbound, direction == .inbound, let key = call.number.flatMap(key) else {
            return false
        }
        return number.flatMap(self.key) == key
    }

    private func key(of number: String) -> NumberKey? { numbers.read(number).key }

    /// The caller gave up, or was cut off, and calls again.
    func isRepeat(_ call: PhoneCall, of earlier: Call) -> Bool {
        guard let endedAt = earlier.endedAt, earlier.id != call.id, earlier.startedAt < call.startedAt else {
            return false
        }
        return isSameCaller(call, earlier.caller.number, earlier.direction)
            && .between(endedAt, call.startedAt) <= Self.repeatTime
    }

    /// Calls that the phone saw, and those that the journal knows.
    private func countWithinRepeatTime(of call: PhoneCall) -> Int {
        var ids = Set(calls.values.filter { isRepeat(call, of: $0) }.map(\.id))
        if case .calls(let earlier, _) = answers[call.id] {
            for other in earlier where other.direction == .inbound && call.direction == .inbound {
                if .between(other.endedAt, call.startedAt) <= Self.repeatTime { ids.insert(other.id) }
            }
        }
        return ids.count + 1
    }
}

extension CallCard {
    /// Which of two the person at the phone is to see: what is going on before what is over, the latest of which comes first.
    fileprivate func isBeforeInAttention(_ other: CallCard) -> Bool {
        if call.isOver, other.call.isOver { return call.since > other.call.since }
        return (call.state.rank, call.startedAt, opened.description)
            < (other.call.state.rank, other.call.startedAt, other.opened.description)
    }
}
