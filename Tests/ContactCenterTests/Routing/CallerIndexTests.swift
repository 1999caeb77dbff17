import ContactCenter
import Foundation
import TestSupport
import Testing

@Suite("Callers in memory") struct CallerIndexTests {
    private static func entry(
        _ client: Int64,
        _ name: String,
        _ keys: [String],
        at second: Double? = nil
    ) -> CallerEntry {
        let lastContactAt = second.map { Date(timeIntervalSince1970: $0) }
        let caller = Caller(client: ClientID(client), name: name, lastContactAt: lastContactAt)
        return CallerEntry(caller, keys: keys.map { NumberKey($0) })
    }

    @Test("S4.15 a caller is known by each of their numbers, and as a whole")
    func known() {
        var index = CallerIndex()
        let caller = Caller(
            client: ClientID(7),
            name: "Боровков Сергей",
            lastContactAt: Date(timeIntervalSince1970: 1_795_364_806),
            responsible: EmployeeID(3),
            lastSpoken: EmployeeID(4),
            documentResponsible: EmployeeID(5),
            isVIP: true
        )
        index.put(CallerEntry(caller, keys: [NumberKey("+79535237271"), NumberKey("0111")]))
        #expect(index.caller(behind: NumberKey("+79535237271")) == caller)
        #expect(index.caller(behind: NumberKey("0111")) == caller)
        // The same digits are another number.
        for other in ["79535237271", "111", "00111", "+0111", "", "+", "+79535237271000000", "0111#"] {
            #expect(index.caller(behind: NumberKey(other)) == nil, "\(other)")
        }
    }

    @Test("a number that several have is that of the latest contact, as on the card")
    func shared() {
        var index = CallerIndex()
        index.put(Self.entry(1, "Один", ["+7950"], at: 10))
        index.put(Self.entry(2, "Два", ["+7950"], at: 30))
        index.put(Self.entry(3, "Три", ["+7950"], at: 20))
        #expect(index.caller(behind: NumberKey("+7950"))?.name == "Два")
        index.remove(ClientID(2))
        #expect(index.caller(behind: NumberKey("+7950"))?.name == "Три")
        index.remove(ClientID(1))
        #expect(index.caller(behind: NumberKey("+7950"))?.name == "Три")
        index.remove(ClientID(3))
        #expect(index.caller(behind: NumberKey("+7950")) == nil && index.count == 0)
    }

    @Test("after whatever came it says the same as a list that is looked through")
    func random() {
        var random = SeededRandom(seed: 5)
        var index = CallerIndex()
        var list: [Int64: CallerEntry] = [:]
        let numbers = (0..<30).map { "+7953\($0)" } + (0..<10).map { "01\($0)" }
        for step in 0..<5_000 {
            let client = Int64(1 + random.number(below: 40))
            if random.happens(30) {
                index.remove(ClientID(client))
                list[client] = nil
            } else {
                let keys = (0..<random.number(below: 4)).map { _ in random.one(of: numbers) }
                let name = String(repeating: "я", count: random.number(below: 39))
                let entry = Self.entry(client, name, keys, at: Double(1 + random.number(below: 50)))
                index.put(entry)
                list[client] = entry
            }
            guard step.isMultiple(of: 10) else { continue }
            #expect(index.count == list.count)
            for number in numbers {
                let key = NumberKey(number)
                let expected = list.values.filter { $0.keys.contains(key) }.map(\.caller).max { one, other in
                    let (first, second) = (one.lastContactAt ?? .distantPast, other.lastContactAt ?? .distantPast)
                    return first == second ? one.client > other.client : first < second
                }
                #expect(index.caller(behind: key) == expected, "\(number) after \(step)")
            }
        }
    }
}
