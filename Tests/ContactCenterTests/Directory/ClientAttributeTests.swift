import Testing

@testable import ContactCenter

@Suite("Attributes of clients")
struct ClientAttributeTests {
    private func value(_ typed: String, _ kind: ClientAttribute.Kind, choices: String? = nil) -> String? {
        var attribute = ClientAttribute()
        (attribute.name, attribute.kind, attribute.choices) = ("Атрибут", kind, choices)
        guard case .success(let value) = attribute.value(of: typed) else { return "?" }
        return value
    }

    @Test(
        "S3.23 a value is kept as its kind has it, however it was typed, and reads the same again",
        arguments: [
            ("  Полис\n 12-345 ", .text, "Полис 12-345"), ("1 234,500", .number, "1234.5"), ("-0,0", .number, "0"),
            ("−12", .number, "-12"), ("007", .number, "7"), ("1 234,5", .money, "1234.50"), ("12", .money, "12.00"),
            ("-3.07", .money, "-3.07"), ("03.04.2026", .date, "2026-04-03"), ("2026-04-03", .date, "2026-04-03"),
            ("золотой", .choice, "Золотой"),
        ] as [(String, ClientAttribute.Kind, String)]
    )
    func kept(typed: String, kind: ClientAttribute.Kind, kept: String) {
        let choices = "Золотой\n\n Серебряный "
        #expect(value(typed, kind, choices: choices) == kept)
        #expect(value(kept, kind, choices: choices) == kept)
    }

    @Test(
        "S3.23 what is no value of the kind is refused",
        arguments: [
            ("много", .number), ("1,2,3", .number), (",5", .number), ("1e5", .number), ("1234567890123456", .number),
            ("1,234", .money), ("31.02.2026", .date), ("завтра", .date), ("Бронзовый", .choice),
        ] as [(String, ClientAttribute.Kind)]
    )
    func refused(typed: String, kind: ClientAttribute.Kind) {
        #expect(value(typed, kind, choices: "Золотой") == "?")
    }

    @Test("S3.23 nothing is no value, a text has its limit, and a choice needs choices")
    func limits() {
        for kind in ClientAttribute.Kind.allCases { #expect(value(" \n", kind) == nil) }
        #expect(value(String(repeating: "я", count: 401), .text) == "?")
        var attribute = ClientAttribute()
        (attribute.name, attribute.kind) = ("Уровень", .choice)
        #expect(attribute.contradictions == [FieldProblem("choices", .required)])
        attribute.choices = "Золотой"
        #expect(attribute.contradictions.isEmpty)
    }
}
