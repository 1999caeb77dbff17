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
        let generator = RecordingGenerator(site: try calls.site(), seed: calls.seed, patterns: patterns)
        try generator.write(calls: count, to: path)
        print("\(generator.callCount) calls, \(generator.cdrCount) CDR rows")
    }
}
