import ContactCenter
import Foundation
import Integrations
import Telephony

/// One recorded scenario with its truth.
struct Scenario: CustomStringConvertible, Sendable {
    let name: String
    let files: [URL]
    let truth: Truth

    var description: String { name }

    /// The fixtures, or the folder of other recordings that `PRIYOM_RECORDINGS` names.
    static let folder: URL = {
        if let other = ProcessInfo.processInfo.environment["PRIYOM_RECORDINGS"] { return URL(fileURLWithPath: other) }
        return URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Fixtures/ami")
    }()

    /// Every scenario of the fixtures that has calls (17 is about log-in).
    static let all: [Scenario] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".json") && !$0.hasPrefix("17") }.sorted().compactMap { try? Scenario($0) }
    }()

    static func named(_ prefix: String) throws -> Scenario {
        guard let found = all.first(where: { $0.name.hasPrefix(prefix) }) else { throw CocoaError(.fileNoSuchFile) }
        return found
    }

    init(_ jsonName: String) throws {
        name = String(jsonName.dropLast(5))
        let data = try Data(contentsOf: Self.folder.appendingPathComponent(jsonName))
        truth = try JSONDecoder().decode(Truth.self, from: data)
        files = truth.files.map { Self.folder.appendingPathComponent($0) }
    }

    var transcripts: [Transcript] {
        get throws { try files.map { try Transcript(contentsOf: $0.path) } }
    }

    /// The rows that the PBX itself wrote.
    var cdrs: [CDRRow] {
        get throws { try MasterCSV.allRows(of: Self.folder.appendingPathComponent("\(name).cdr.csv").path) }
    }

    func play(changing entries: ([Transcript.Entry]) -> [Transcript.Entry] = { $0 }) throws -> Replay {
        var replay = Replay()
        for transcript in try transcripts { replay.play(entries(transcript.entries)) }
        return replay
    }
}

/// What a recording's `.json` states.
struct Truth: Decodable, Sendable {
    var files: [String]
    var calls: [TruthValue]?
    var calls_from_events: [TruthValue]?
    var calls_with_cdr: [TruthValue]?
    var spy: [TruthValue]?
}

/// Any JSON value.
enum TruthValue: Decodable, Sendable, Equatable {
    case null
    case flag(Bool)
    case number(Double)
    case text(String)
    case list([TruthValue])
    case object([String: TruthValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .flag(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else if let value = try? container.decode([TruthValue].self) {
            self = .list(value)
        } else {
            self = .object(try container.decode([String: TruthValue].self))
        }
    }

    init(_ call: Call) throws {
        self = try JSONDecoder().decode(TruthValue.self, from: JSONEncoder().encode(ReplayedCall(call)))
    }

    subscript(_ key: String) -> TruthValue? {
        if case .object(let members) = self { members[key] } else { nil }
    }

    var text: String? { if case .text(let text) = self { text } else { nil } }
    var number: Double? { if case .number(let number) = self { number } else { nil } }
    var list: [TruthValue] { if case .list(let values) = self { values } else { [] } }
}
