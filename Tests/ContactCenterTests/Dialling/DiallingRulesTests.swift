import ContactCenter
import Foundation
import TestSupport
import Testing

@Suite("Numbers that are pressed on pages") struct DiallingRulesTests {
    private let numbers: any PhoneNumberReading = .russian

    private func read(_ text: String, _ rules: DiallingRules = DiallingRules()) -> DialledNumber? {
        rules.read(numbers.read(text))
    }

    @Test(
        "S4.1 a number is dialled as people of the country dial it, and its class is known",
        arguments: [
            ("+79161234567", "89161234567", DiallingClass.mobile), ("8 (916) 123-45-67", "89161234567", .mobile),
            ("9161234567", "89161234567", .mobile), ("+74952139851", "84952139851", .national),
            ("8 495 213-98-51 доб. 12", "84952139851", .national), ("646-71-71", "6467171", .local),
            ("0111", "0111", .inHouse), ("112", "112", .inHouse), ("*98", "*98", .inHouse),
            ("+442079460000", "+442079460000", .international), ("810442079460958", "+442079460958", .international),
            ("+77012345678", "87012345678", .international), ("8 809 505-12-34", "88095051234", .premium),
        ]
    )
    func read(text: String, dialled: String, kind: DiallingClass) {
        #expect(read(text)?.rawValue == dialled)
        #expect(read(text)?.kind == kind)
    }

    @Test(
        "S4.1 what is no number is not dialled: letters, line breaks with an action behind them, malformed digits",
        arguments: [
            "", "anonymous", "8 800 FLOWERS", "0111\r\nAction: Hangup", "0111&PJSIP/0113", "0111,1", "${EXTEN}",
            "8109999999999999999", "12345678", "00000", String(repeating: "1", count: 60), "٠١٢a",
        ]
    )
    func noNumber(text: String) {
        #expect(read(text) == nil)
    }

    @Test("S4.1 whatever is typed, nothing but what phones dial leaves for the PBX")
    func anything() {
        var random = SeededRandom(seed: 41)
        for _ in 0..<2_000 {
            let text = String(decoding: random.bytes(random.number(below: 24)), as: UTF8.self)
            guard let number = read(text) else { continue }
            #expect(number.rawValue.allSatisfy { "0123456789*#+".contains($0) })
        }
    }

    @Test("S4.1 the form is the PBX's: a digit for the outside line, the country's code, the way abroad")
    func forms() {
        var rules = DiallingRules()
        rules.nationalForm = "9{national}"
        rules.abroadForm = "810{digits}"
        #expect(read("+79161234567", rules)?.rawValue == "989161234567")
        #expect(read("+442079460000", rules)?.rawValue == "810442079460000")
        #expect(read("0111", rules)?.rawValue == "0111")
        rules.nationalForm = "+{digits}"
        #expect(read("89161234567", rules)?.rawValue == "+79161234567")
    }

    @Test("S4.1 of several prefixes the longest says the class, of short numbers too")
    func prefixes() {
        let rules = DiallingRules(classes: [
            "+7": .national, "+7916": .premium, "+7916123": .local, "09": .premium, "+44": .national,
        ])
        #expect(read("+79161234567", rules)?.kind == .local)
        #expect(read("+79169999999", rules)?.kind == .premium)
        #expect(read("+79035237271", rules)?.kind == .national)
        #expect(read("0911", rules)?.kind == .premium)
        #expect(read("+442079460000", rules)?.kind == .national)
    }

    @Test("S4.1 abroad and what costs extra take rights of their own")
    func rights() {
        #expect(DiallingClass.allCases.filter { $0.permission == .dialling } == [.inHouse, .local, .national, .mobile])
        #expect(DiallingClass.international.permission == .diallingAbroad)
        #expect(DiallingClass.premium.permission == .diallingPremium)
    }

    @Test("S4.1 so many calls a minute and no more, each person by themselves")
    func limit() async {
        let limit = DiallingLimit(perMinute: 2)
        let (first, second) = (UserID(1), UserID(2))
        #expect(await limit.take(first, at: .sample(0)))
        #expect(await limit.take(first, at: .sample(30)))
        #expect(await !limit.take(first, at: .sample(59)))
        #expect(await limit.take(second, at: .sample(59)))
        // What was refused does not count.
        #expect(await limit.take(first, at: .sample(60)))
        #expect(await !limit.take(first, at: .sample(61)))
    }
}
