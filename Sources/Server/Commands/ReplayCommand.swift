import ArgumentParser
import ContactCenter
import Foundation
import Integrations
import Telephony

/// `priyom replay`: what recorded AMI traffic means.
package struct ReplayCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Prints the calls in recorded AMI traffic.",
        discussion: """
            Each FILE is the raw transcript of one AMI connection; the times beside it (FILE with .times instead of .txt) \
            are used where they are there. Several files are the connections of one scenario, in their order.
            """
    )

    @Argument(help: "Raw AMI transcripts.")
    var files: [String]

    @Option(help: "The PBX's own call detail records, to fill in what the transcripts miss.")
    var cdr: String?

    @Option(help: "The time zone of those records.")
    var cdrTimeZone = "UTC"

    @Flag(help: "Print one JSON object per call and line.")
    var json = false

    @Option(help: "Play at this multiple of the recorded speed and print calls as they end; 0: as fast as it goes.")
    var speed = 0.0

    @Option(name: .customLong("trunk"), help: "A pattern of endpoints that lead outside; may be repeated.")
    var trunks: [String] = []

    @Option(name: .customLong("phone"), help: "A pattern of endpoints that are phones; may be repeated.")
    var phones: [String] = []

    @Option(name: .customLong("inbound-context"), help: "A pattern of contexts where calls come in; may be repeated.")
    var inboundContexts: [String] = []

    @Option(
        name: .customLong("did"),
        help: "What is delivered for a number of ours, as 6467171=74956467171; may be repeated."
    )
    var dids: [String] = []

    package init() {}

    package func validate() throws {
        guard TimeZone(identifier: cdrTimeZone) != nil else {
            throw ValidationError("--cdr-time-zone: there is no time zone \(cdrTimeZone); write one like Europe/Moscow")
        }
        for did in dids where !did.contains("=") {
            throw ValidationError("--did: \(did) is no pair; write it as 6467171=74956467171")
        }
        guard speed >= 0 else { throw ValidationError("--speed: \(speed) is negative") }
    }

    package func run() async throws {
        var replay = Replay(patterns: patterns)
        var printed: Set<CallID> = []
        for file in files {
            let transcript = try read(file)
            guard speed > 0 else {
                replay.play(transcript.entries)
                continue
            }
            replay.beginConnection()
            var last: Date?
            for entry in transcript.entries {
                if let last { try await Task.sleep(for: .seconds(max(0, entry.at.timeIntervalSince(last)) / speed)) }
                last = entry.at
                replay.play(entry)
                for call in replay.orderedCalls where call.isEnded && printed.insert(call.id).inserted {
                    try show([call])
                }
            }
        }
        if let cdr {
            let rows = try reading(cdr) { try MasterCSV.allRows(of: cdr) }
            replay.reconcile(with: rows, timeZone: TimeZone(identifier: cdrTimeZone) ?? .gmt)
        }
        try show(replay.orderedCalls.filter { speed == 0 || !printed.contains($0.id) })
    }

    private var patterns: DialplanPatterns {
        var patterns = DialplanPatterns()
        patterns.trunks = trunks.map { GlobPattern($0) }
        patterns.phones = phones.map { GlobPattern($0) }
        if !inboundContexts.isEmpty { patterns.inboundContexts = inboundContexts.map { GlobPattern($0) } }
        for did in dids {
            let parts = did.split(separator: "=", maxSplits: 1)
            if parts.count == 2 { patterns.dids[String(parts[0])] = String(parts[1]) }
        }
        return patterns
    }

    private func read(_ file: String) throws -> Transcript {
        try reading(file) { try Transcript(contentsOf: file) }
    }

    private func reading<Value>(_ file: String, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch {
            throw ValidationError("\(file) cannot be read: \(error.localizedDescription)")
        }
    }

    private func show(_ calls: [Call]) throws {
        guard json else {
            if !calls.isEmpty { print(CallTable(calls).text) }
            return
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        for call in calls { print(String(decoding: try encoder.encode(ReplayedCall(call)), as: UTF8.self)) }
    }
}
