import Foundation

/// What one benchmark found out.
struct Measurement: Encodable {
    struct Figure: Encodable {
        var name: String
        var value: Double
        var unit: String
        /// The same run's floor: what the machine does for the bare minimum of the work.
        var baseline: Double?
        var baselineName: String?

        /// How long something took, by parts of all times, each beside the same part of the baseline's.
        ///
        /// - Parameter name: stands before `p50`; empty where the benchmark has no other times.
        static func times(
            _ milliseconds: [Double],
            of name: String = "",
            at parts: KeyValuePairs<String, Double>,
            beside baseline: [Double]? = nil,
            called baselineName: String? = nil
        ) -> [Figure] {
            parts.map { part, share in
                Figure(
                    name: name.isEmpty ? part : "\(name), \(part)",
                    value: milliseconds.percentile(share),
                    unit: "ms",
                    baseline: baseline?.percentile(share),
                    baselineName: baselineName
                )
            }
        }

        /// The same for what cannot be done without the disk.
        ///
        /// - Parameter fsync: how long `Baseline.appendAndSync` took.
        static func times(
            _ milliseconds: [Double],
            of name: String,
            at parts: KeyValuePairs<String, Double>,
            besideFsync fsync: [Double]
        ) -> [Figure] {
            times(milliseconds, of: name, at: parts, beside: fsync, called: "append + fsync of 4 KiB")
        }
    }

    var benchmark: String
    var hardware = Hardware()
    /// What matters for the figures and can be set: durability, load, number of streams.
    var settings: [String: String]
    var figures: [Figure]

    func show(asJSON: Bool) throws {
        if asJSON {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            print(String(decoding: try encoder.encode(self), as: UTF8.self))
        } else {
            print(table)
        }
    }

    private var table: String {
        var lines = ["\(benchmark) · \(hardware.description)"]
        lines += settings.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value)" }
        for figure in figures {
            let value = "\(Self.text(figure.value)) \(figure.unit)"
            let baseline = figure.baseline.map {
                "  (\(figure.baselineName ?? "baseline"): \(Self.text($0)) \(figure.unit))"
            }
            lines.append(
                "  \(figure.name.padding(toLength: 34, withPad: " ", startingAt: 0)) \(value)\(baseline ?? "")"
            )
        }
        return lines.joined(separator: "\n")
    }

    private static func text(_ value: Double) -> String {
        value >= 1_000 ? String(format: "%.0f", value) : String(format: "%.3f", value)
    }
}

/// The machine the figures come from.
struct Hardware: Encodable, CustomStringConvertible {
    var processor: String
    var cores: Int
    var system: String

    init() {
        let info = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
        let model = info.split(separator: "\n").first { $0.hasPrefix("model name") }
        processor = model?.split(separator: ":").last?.trimmingCharacters(in: .whitespaces) ?? "unknown processor"
        cores = ProcessInfo.processInfo.activeProcessorCount
        system = ProcessInfo.processInfo.operatingSystemVersionString
    }

    var description: String { "\(processor), \(cores) cores, \(system)" }
}
