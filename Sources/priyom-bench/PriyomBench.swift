import ArgumentParser

/// Benchmarks, each figure beside its baseline of the same run.
@main
struct PriyomBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "priyom-bench",
        abstract: "Measures the product, each figure beside its baseline of the same run.",
        subcommands: [
            AMIBenchmark.self, SustainBenchmark.self, PopBenchmark.self, StartBenchmark.self, ListsBenchmark.self,
            RegistryBenchmark.self, SearchBenchmark.self, IdentifyBenchmark.self, IntakeBenchmark.self,
            RegistrationsBenchmark.self, ReconcileBenchmark.self, PeopleBenchmark.self, RemindersBenchmark.self,
            TakesBenchmark.self, ReportsBenchmark.self, FactsBenchmark.self, SheetsBenchmark.self, RouteBenchmark.self,
            ActionsBenchmark.self, ImportBenchmark.self,
        ]
    )
}
