import ArgumentParser
import ContactCenter
import Foundation
import Storage

/// `priyom facts`: what reports read.
package struct FactsCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "facts",
        abstract: "Have what reports read counted anew, or held against what it was counted from.",
        subcommands: [FactsRebuildCommand.self, FactsVerifyCommand.self]
    )

    package init() {}
}

/// `priyom facts rebuild`
package struct FactsRebuildCommand: OperatorCommand {
    package static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Count everything anew. The server may go on meanwhile."
    )

    @OptionGroup var options: ConfigurationOptions

    package init() {}

    package func perform() async throws {
        let configuration = try await options.load(need: .nothing)
        try await DataStore.with(configuration, logger: Self.logger(configuration)) { store in
            let began = ContinuousClock.now
            try await store.reports.rebuild()
            var days = 0
            while case let count = try await store.reports.fold(at: Date()), count > 0 { days += count }
            print(
                "\(store.location): \(days) days and months, in \((ContinuousClock.now - began).components.seconds) s"
            )
        }
    }
}

/// `priyom facts verify`
package struct FactsVerifyCommand: OperatorCommand {
    package static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Hold what reports read against what it was counted from; ends with 1 where they differ."
    )

    @OptionGroup var options: ConfigurationOptions

    package init() {}

    package func perform() async throws {
        let configuration = try await options.load(need: .nothing)
        let wrong = try await DataStore.with(configuration, logger: Self.logger(configuration)) { store in
            try await store.reports.verify()
        }
        for (kind, stretches) in wrong.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            for stretch in stretches { print("\(kind.rawValue) \(stretch.length.rawValue) \(stretch.first)") }
        }
        guard wrong.isEmpty else {
            throw CommandFailure(
                .unfit,
                "what is kept of these is not what it was counted from: have it counted anew with `priyom facts rebuild`"
            )
        }
        print("All that is kept is what it was counted from.")
    }
}
