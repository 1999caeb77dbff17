import ContactCenter
import Foundation
import Testing

@Suite("Fields of records hold what they say")
struct FieldContentTests {
    private let moscow = TimeZone(identifier: "Europe/Moscow") ?? .gmt
    private let berlin = TimeZone(identifier: "Europe/Berlin") ?? .gmt

    @Test("a line is one line, without blanks around it and without what nobody sees")
    func lines() {
        #expect(typed("  Центр \r\n", .text(limit: 9)) == .text("Центр"))
        #expect(typed("а\u{0}б\tв\u{1B}", .text(limit: 9)) == .text("а б в"))
        #expect(typed(" \n ", .text(limit: 9)) == .nothing)
        #expect(typed("1\r\n2\r3\u{0}", .lines(limit: 9)) == .text("1\n2\n3"))
        #expect(typed("\u{202E}🚗 <b>", .text(limit: 9)) == .text("\u{202E}🚗 <b>"))
    }

    @Test("limits count what the databases count")
    func limits() {
        #expect(FieldContent.text(limit: 2).problem(with: .text("🚗🚗")) == nil)
        #expect(FieldContent.text(limit: 2).problem(with: .text("e\u{301}а")) == .tooLong(limit: 2))
        let million = String(repeating: "я", count: 1_000_000)
        #expect(FieldContent.lines(limit: 4_000).problem(with: .text(million)) == .tooLong(limit: 4_000))
    }

    @Test("numbers, flags, words of a set")
    func others() {
        #expect(typed("1 000", .integer(0...9_999)) == .integer(1_000))
        #expect(typed("много", .integer(0...9)) == nil)
        #expect(FieldContent.integer(0...9).problem(with: .integer(10)) == .outOfRange(0...9))
        #expect(typed("", .flag) == .integer(0))
        #expect(typed("1", .flag) == .integer(1))
        #expect(FieldContent.choice(["a"]).problem(with: .text("b")) == .malformed)
        #expect(typed("x", .reference(.branches)) == nil)
        #expect(FieldContent.text(limit: 64, .timeZone).problem(with: .text("Mars/Olympus")) == .malformed)
        #expect(FieldContent.text(limit: 64, .timeZone).problem(with: .text("Asia/Omsk")) == nil)
    }

    @Test("sums are hundredths, with comma or point")
    func sums() {
        #expect(typed("1 234,5", .money) == .integer(123_450))
        #expect(typed("0.07", .money) == .integer(7))
        #expect(typed("12", .money) == .integer(1_200))
        for text in ["1,234,5", "-5", "1.234", ",5", "дорого"] { #expect(typed(text, .money) == nil, "\(text)") }
        #expect(FieldContent.money.typed(.integer(123_450), in: moscow) == "1234,50")
    }

    @Test("an instant is in the business's time zone, and stays the same when a form shows it and takes it back")
    func instants() {
        #expect(typed("1970-01-01T03:00", .instant) == .integer(0))
        for text in ["1970-01-01", "1970-02-30T00:00", "1970-01-01T24:00", "1970-01-01T1:00", "T"] {
            #expect(typed(text, .instant) == nil, "\(text)")
        }
        // The nights in which Berlin's clocks change, hour by hour, but for the hour that there is twice.
        for start in [1_774_738_800, 1_792_965_600] as [Int64] {
            for hour in 0..<6 where !(start == 1_792_965_600 && (1...2).contains(hour)) {
                let value = FieldValue.integer((start + Int64(hour) * 3_600) * 1_000)
                let text = FieldContent.instant.typed(value, in: berlin)
                #expect(FieldContent.instant.value(typed: text, in: berlin) == .success(value), "\(text)")
            }
        }
    }

    private func typed(_ text: String, _ content: FieldContent) -> FieldValue? {
        try? content.value(typed: text, in: moscow).get()
    }
}
