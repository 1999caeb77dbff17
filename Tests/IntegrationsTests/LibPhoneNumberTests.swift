import ContactCenter
import Integrations
import TestSupport
import Testing

@Suite("A telephone number is read")
struct LibPhoneNumberTests {
    let numbers = LibPhoneNumber(country: Country("RU"))

    @Test(
        "S0.57 however it is written, as the same number",
        arguments: [
            "4952139851", "+74952139851", "84952139851", "74952139851", "8 495 213-98-51", "8 (495) 213-98-51",
            "+7 495 213-98-51", "8(495)2139851", "tel:+7-495-213-98-51", "٨٤٩٥٢١٣٩٨٥١", "  4952139851\r\n",
        ]
    )
    func spellings(raw: String) {
        let number = numbers.read(raw)
        #expect(number.raw == raw)
        #expect(number.kind == .whole(E164("+74952139851"), extension: nil))
        #expect(number.key == NumberKey("+74952139851"))
        #expect(number.written == "8 (495) 213-98-51")
    }

    @Test(
        "S0.57 with its area code, and in front of it 8, 7 or nothing",
        arguments: [
            ("74999023653", "+74999023653"),
            ("9262440389", "+79262440389"),
            ("88005553535", "+78005553535"),
            ("8005553535", "+78005553535"),
            ("87012345678", "+77012345678"),
        ]
    )
    func national(raw: String, e164: String) {
        #expect(numbers.read(raw).kind == .whole(E164(e164), extension: nil))
    }

    @Test(
        "S0.57 malformed, short and internal ones stay as they are",
        arguments: [
            "49566871202", "00002604", "0111", "101", "112", "02", "*98", "#31", "984952139851", "380441234567",
        ]
    )
    func local(raw: String) {
        #expect(numbers.read(raw) == PhoneNumber(raw: raw, kind: .local(raw)))
        #expect(numbers.read(raw).key == NumberKey(raw))
    }

    @Test(
        "by what its exchange has in common as if it were the first of it",
        arguments: ["RU", "KZ", "UA", "US", "GB", "DE", "LV", "TR", "CN", "MX"]
    )
    func blocks(country: String) {
        let numbers = LibPhoneNumber(country: Country(country))
        var random = SampleRandom(seed: 1)
        func digits(_ count: Int) -> String { (0..<count).map { _ in "\(random.number(below: 10))" }.joined() }
        for _ in 0..<300 {
            let prefix = random.one(of: ["", "+7", "8", "7", "+44", "+1", "00", "+380", "0"])
            let exchange = prefix + digits(5 + random.number(below: 4))
            for _ in 0..<3 {
                let raw =
                    exchange + random.one(of: ["", " ", "-"]) + digits(2) + random.one(of: ["", "-"]) + digits(2)
                #expect(numbers.read(raw) == LibPhoneNumber(country: Country(country)).read(raw))
            }
        }
    }

    @Test("without its area code as the digits it has", arguments: ["6467171", "646-71-71", "(646) 71 71"])
    func withoutAreaCode(raw: String) {
        #expect(numbers.read(raw) == PhoneNumber(raw: raw, kind: .local("6467171"), written: "646-71-71"))
    }

    @Test(
        "S0.57 with the extension behind it apart",
        arguments: [
            "+7 495 213-98-51 доб. 12", "+74952139851;ext=12", "84952139851 ext. 12", "4952139851,12",
            "8 (495) 213-98-51 x12",
        ]
    )
    func extensions(raw: String) {
        let number = numbers.read(raw)
        #expect(number.kind == .whole(E164("+74952139851"), extension: "12"))
        #expect(number.key == NumberKey("+74952139851"))
        #expect(number.written == "8 (495) 213-98-51, 12")
    }

    @Test(
        "from abroad, in the form of its country",
        arguments: [
            ("+380441234567", "+380441234567", "+380 44 123 4567"),
            ("810380441234567", "+380441234567", "+380 44 123 4567"),
            ("+44 20 7946 0958", "+442079460958", "+44 20 7946 0958"),
            ("+12125550123", "+12125550123", "+1 212-555-0123"),
        ]
    )
    func foreign(raw: String, e164: String, written: String) {
        #expect(
            numbers.read(raw)
                == PhoneNumber(raw: raw, kind: .whole(E164(e164), extension: nil), written: written)
        )
    }

    @Test("in the country of the business")
    func otherCountry() {
        let ukrainian = LibPhoneNumber(country: Country("UA"))
        #expect(ukrainian.read("0441234567").kind == .whole(E164("+380441234567"), extension: nil))
        #expect(ukrainian.read("+74952139851").written == "+7 495 213-98-51")
        #expect(ukrainian.read("+380441234567").written == "044 123 4567")
        #expect(LibPhoneNumber(country: Country("DE")).read("2012").kind == .local("2012"))
    }

    @Test("with an area code younger than the library, where a plus says that it is whole")
    func youngAreaCode() {
        #expect(numbers.read("+71012139851").kind == .whole(E164("+71012139851"), extension: nil))
        #expect(numbers.read("81012139851").kind == .local("81012139851"))
    }

    @Test(
        "S0.57 as none where there is none, and shown as it was delivered",
        arguments: [
            "", " ", "anonymous", "Anonymous", "unknown", "restricted", "<unknown>", "Unavailable", "asterisk", "+",
            "-",
            "0", "0000000000", "+0000000000", "8-800-FLOWERS", "84952139851FLOWERS", "<script>",
            "'; DROP TABLE calls; --",
            "sip:anonymous@anonymous.invalid", "+49", "\u{0}", "\u{202E}", "😀", "+74952139851/+74952139852",
        ]
    )
    func unusable(raw: String) {
        #expect(numbers.read(raw) == PhoneNumber(raw: raw, kind: .unusable))
        #expect(numbers.read(raw).key == nil)
    }

    @Test(
        "a number of 200 characters is none",
        arguments: ["7", "+", "+7495", ",", "(", "8 495 213-98-51 ext ", "٨", "é"]
    )
    func tooLong(piece: String) {
        let raw = String(String(repeating: piece, count: 200).prefix(200))
        #expect(numbers.read(raw) == PhoneNumber(raw: raw, kind: .unusable))
        #expect(numbers.read(String(repeating: "7", count: 40)).kind == .local(String(repeating: "7", count: 40)))
        #expect(numbers.read(String(repeating: "7", count: 41)).kind == .unusable)
    }

    @Test(
        "characters that cannot be seen do not count",
        arguments: [
            "\u{200F}+7 495 213-98-51\u{200F}", "\u{202A}+7\u{202C} 495 213-98-51", "8\u{200B}4952139851",
            "495\t2139851",
            "\u{FEFF}4952139851", "49521\u{0}39851", "\u{1B}84952139851", "\u{2066}4952139851\u{2069}",
        ]
    )
    func invisible(raw: String) {
        #expect(numbers.read(raw).kind == .whole(E164("+74952139851"), extension: nil))
        #expect(numbers.read(raw).written == "8 (495) 213-98-51")
    }

    @Test("whatever bytes a stranger sends, every time alike")
    func hostile() {
        var random = SeededRandom(seed: 57)
        let pieces = Array("0123456789+-()., ;ext=x#*/ABCdд~\u{202E}\u{0301}\n\u{0}").map { String($0) }
        for round in 0..<20_000 {
            let length = Int.random(in: 0...80, using: &random)
            let raw =
                round.isMultiple(of: 2)
                ? String(decoding: random.bytes(length), as: UTF8.self)
                : (0..<length).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
            let number = numbers.read(raw)
            #expect(number.raw == raw)
            #expect(number.key.map { $0.rawValue.utf8.count <= NumberKey.longest && !$0.rawValue.isEmpty } ?? true)
            #expect(number == LibPhoneNumber(country: Country("RU")).read(raw))
        }
    }

    @Test("by many at the same time")
    func together() async {
        await withTaskGroup(of: Void.self) { tasks in
            for reader in 0..<8 {
                tasks.addTask {
                    for number in 0..<2_000 {
                        let digits = 4_952_000_000 + (number * 7 + reader) % 5_000
                        #expect(numbers.read("\(digits)").key == NumberKey("+7\(digits)"))
                    }
                }
            }
        }
    }

    @Test("only in countries that there are", arguments: [("RU", true), ("UA", true), ("XX", false), ("ru", false)])
    func countries(code: String, isKnown: Bool) {
        #expect(LibPhoneNumber.knows(Country(code)) == isKnown)
    }
}
