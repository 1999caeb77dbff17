import Asterisk
import ContactCenter
import Foundation
import Telephony
import Testing

/// The lines `eventfilter…` of asterisk/manager-priyom.conf, held against what a real Asterisk sent.
@Suite("The filter of events leaves out what nobody needs") struct EventFilterTests {
    /// A filter as Asterisk understands it (`manager_add_filter`): a name, a header, a regular expression.
    private struct Filter {
        var name: String?
        var header: String?
        var expression: NSRegularExpression?

        func excludes(_ message: AMIMessage) -> Bool {
            if let name, message.event != name { return false }
            guard let expression else { return true }
            let texts = header.map { message.values(of: $0) } ?? [message.description]
            return texts.contains { text in
                expression.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
            }
        }
    }

    private static let lines: [String] = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("asterisk/manager-priyom.conf")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.split(whereSeparator: \.isNewline).map(String.init)
    }()

    /// - Parameter isOld: those for Asterisks before 20.11, which stand there as remarks.
    private static func filters(isOld: Bool) throws -> [Filter] {
        let mark = isOld ? ";eventfilter = !" : "eventfilter("
        return try lines.filter { $0.hasPrefix(mark) }.map { line in
            if isOld {
                // POSIX names a control character, ICU has a class of its own for it, and its dot takes the two at the end of a line as one.
                let text = line.dropFirst(mark.count).replacing("[[:cntrl:]]", with: "\\p{Cc}+")
                let isWhole = NSRegularExpression.Options.dotMatchesLineSeparators
                return Filter(expression: try NSRegularExpression(pattern: String(text), options: isWhole))
            }
            let sides = line.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
            func argument(_ name: String) -> String? {
                sides[0].firstRange(of: "\(name)(").map { String(sides[0][$0.upperBound...].prefix { $0 != ")" }) }
            }
            #expect(argument("action") == "exclude")
            let pattern = sides.count > 1 && argument("method") == "regex" ? sides[1] : nil
            return Filter(
                name: argument("name"),
                header: argument("header"),
                expression: try pattern.map { try NSRegularExpression(pattern: $0) }
            )
        }
    }

    @Test("every recording gives the same calls with it and without it", arguments: Scenario.all)
    func sameCalls(_ scenario: Scenario) throws {
        let plain = try scenario.play()
        for isOld in [false, true] {
            let filters = try Self.filters(isOld: isOld)
            let filtered = try scenario.play { entries in
                entries.filter { entry in
                    entry.message.event == nil || !filters.contains { $0.excludes(entry.message) }
                }
            }
            #expect(filtered.orderedCalls == plain.orderedCalls)
            #expect(filtered.cdrs.count == plain.cdrs.count)
        }
    }

    @Test("more than a third of what is sent is left out, and of the variables only those that are used remain")
    func leavesOut() throws {
        let entries = try Scenario.all.flatMap { try $0.transcripts.flatMap(\.entries) }
        let events = entries.map(\.message).filter { $0.event != nil }
        for isOld in [false, true] {
            let filters = try Self.filters(isOld: isOld)
            #expect(filters.count == (isOld ? 2 : 3))
            let kept = events.filter { message in !filters.contains { $0.excludes(message) } }
            #expect(kept.count * 3 < events.count * 2)
            let variables = Set(kept.filter { $0.event == "VarSet" }.compactMap { $0["Variable"] })
            #expect(variables.isSuperset(of: ["MIXMONITOR_FILENAME", "FAXSTATUS", "FAXPAGES", "DIALSTATUS"]))
            #expect(variables.allSatisfy { Self.isUsed($0) }, "\(variables.sorted())")
        }
    }

    private static func isUsed(_ variable: String) -> Bool {
        let name = variable.drop { $0 == "_" }
        return name.hasPrefix("FAX")
            || ["MIXMONITOR_FILENAME", "DIALSTATUS", "QUEUESTATUS", "BLINDTRANSFER", "FROM_DID"].contains(name)
    }

    @Test("what a caller is called, or a variable holds, hides nothing")
    func hostile() throws {
        let names = ["Event: CEL", "Variable: RTPAUDIOQOS", "Event: VarSet Variable: X"]
        for isOld in [false, true] {
            let filters = try Self.filters(isOld: isOld)
            for name in names {
                let recording = AMIMessage([
                    ("Event", "VarSet"), ("Privilege", "dialplan,all"), ("CallerIDName", name),
                    ("Variable", "MIXMONITOR_FILENAME"), ("Value", "/var/spool/asterisk/monitor/\(name).wav"),
                ])
                let call = AMIMessage([("Event", "Newchannel"), ("Channel", "PJSIP/a-1"), ("CallerIDName", name)])
                for message in [recording, call] {
                    #expect(!filters.contains { $0.excludes(message) }, "\(isOld) \(name)")
                }
            }
        }
    }
}
