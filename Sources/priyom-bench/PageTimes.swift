import Foundation

/// How long pages took that were drawn at random, by how long their periods are, each beside one row read by its key.
struct PageTimes {
    enum Period: String, CaseIterable {
        case month = "up to 31 days"
        case longer
    }

    private struct Sample {
        var words: String
        var milliseconds: Double
    }

    private var samples: [Period: [Sample]] = [:]
    private var baseline: [Double] = []

    /// - Parameter words: the page, as the list of the worst names it.
    mutating func add(_ words: String, _ milliseconds: Double, of period: Period) {
        samples[period, default: []].append(Sample(words: words, milliseconds: milliseconds))
    }

    mutating func addBaseline(_ milliseconds: Double) { baseline.append(milliseconds) }

    var figures: [Measurement.Figure] {
        Period.allCases.flatMap { period in
            Measurement.Figure.times(
                samples[period, default: []].map(\.milliseconds),
                of: period.rawValue,
                at: ["p50": 0.5, "p95": 0.95, "max": 1],
                beside: baseline,
                called: "one row by its key"
            )
        }
    }

    func showWorst() {
        for period in Period.allCases {
            print("The ten worst, \(period.rawValue):")
            let worst = samples[period, default: []].sorted { $0.milliseconds > $1.milliseconds }.prefix(10)
            for sample in worst { print("  \(String(format: "%8.3f ms", sample.milliseconds))  \(sample.words)") }
        }
    }
}
