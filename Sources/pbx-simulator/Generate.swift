import ArgumentParser
import Foundation
import PBXSimulator

/// Writes invented calls as a recording, without a network.
struct Generate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes invented calls as a recording: PATH.txt, PATH.times, PATH.json and PATH.cdr.csv."
    )

    @Argument(help: "The files' common path, without ending.")
    var path: String

    @Option(name: .customLong("calls"), help: "How many calls, or groups of calls that belong together.")
    var count = 10

    @OptionGroup var calls: CallOptions

    func run() throws {
        let names = try calls.names()
        let patterns = names.isEmpty ? CallPatterns.all.filter { $0.weight > 0 } : names.compactMap(CallPatterns.named)
        let recording = GeneratedRecording(calls: count, of: patterns, seed: calls.seed, site: try calls.site())
        try recording.write(to: path)
        print("\(recording.truths.count) calls, \(recording.cdrs.count) CDR rows")
    }
}
