import ArgumentParser
import Foundation
import PBXSimulator

@main
struct PBXSimulatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pbx-simulator",
        abstract: "A simulated Asterisk that serves AMI: invents calls, replays recordings, writes CDRs.",
        discussion: """
            While it runs it takes one-line commands on standard input, and on --control-port. "help" lists them.
            """,
        subcommands: [Serve.self, Generate.self, Patterns.self],
        defaultSubcommand: Serve.self
    )
}

struct Patterns: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists the patterns that calls are invented from.")

    func run() {
        for pattern in CallPatterns.all { print("\(pattern.name)\tweight \(pattern.weight)") }
    }
}

/// What both commands that invent calls ask for.
struct CallOptions: ParsableArguments {
    @Option(help: "The same seed gives the same calls.")
    var seed: UInt64 = 1

    @Option(help: "Patterns to invent calls from, with commas (default: all, by their weights).")
    var patterns: String?

    @Option(help: "Shortest and longest talk, in seconds, as 4-40.")
    var talk: String?

    @Option(help: "Phones beside those of the recorded PBX, each with a number of its own.")
    var desks = 20

    @Option(name: .customLong("time-zone"), help: "The PBX's time zone, for CDRs.")
    var timeZone = "UTC"

    func site() throws -> SimulatedSite {
        var site = SimulatedSite.standard(desks: desks)
        guard let zone = TimeZone(identifier: timeZone) else {
            throw ValidationError("there is no time zone \"\(timeZone)\"; give one such as Europe/Moscow")
        }
        site.timeZone = zone
        if let talk {
            let bounds = talk.split(separator: "-").compactMap { Double($0) }
            guard bounds.count == 2, bounds[0] >= 0, bounds[0] <= bounds[1] else {
                throw ValidationError("--talk needs two numbers, as 4-40")
            }
            site.talk = bounds[0]...bounds[1]
        }
        return site
    }

    func names() throws -> [String] {
        let names = (patterns ?? "").split(separator: ",").map(String.init)
        for name in names where CallPatterns.named(name) == nil { throw SimulatorError(.unknownPattern(name)) }
        return names
    }
}
