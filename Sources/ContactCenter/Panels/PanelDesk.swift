import Foundation

/// Gets what other programs say about clients, for the panels of cards (requirement S4.10): only from hosts that the configuration names,
/// in a second or not at all, and for some while from memory.
package actor PanelDesk {
    package struct Rules: Sendable {
        package var hosts: [PanelHost]
        /// Header lines that go along to a host: `Authorization: Bearer …`.
        package var headers: [PanelHost: [String]]
        package var timeLimit = Duration.seconds(1)
        /// Bytes of one answer.
        package var longest = 256 * 1_024
        /// Seconds that an answer is as good as a fresh one.
        package var keptFor: TimeInterval = 60
        /// How many answers are remembered.
        package var remembered = 100
        /// How many questions may be under way.
        package var atOnce = 16

        package init(hosts: [PanelHost], headers: [PanelHost: [String]] = [:]) {
            self.hosts = hosts
            self.headers = headers
        }
    }

    private struct Remembered {
        var bytes: [UInt8]
        var at: Date
    }

    private let source: any PanelSource
    private let rules: Rules
    private let now: @Sendable () -> Date
    /// By whole address. What failed is not kept: it is asked for anew.
    private var kept: [String: Remembered] = [:]
    /// The addresses of `kept`, the oldest first.
    private var order: [String] = []
    private var underWay: [String: Task<PanelAnswer, Never>] = [:]

    package init(source: any PanelSource, rules: Rules, now: @escaping @Sendable () -> Date) {
        self.source = source
        self.rules = rules
        self.now = now
    }

    /// - Parameter values: what is known of the call; what comes is the same for all who ask with the same.
    package func answer(from address: PanelAddress, with values: [PanelAddress.Value: String]) async -> PanelAnswer {
        guard let host = rules.hosts.first(where: { $0.admits(address) }) else { return .failed(.foreignHost) }
        guard let url = address.filled(with: values) else {
            let lacking = PanelAddress.Value.allCases.first {
                address.needs.contains($0) && values[$0]?.isEmpty ?? true
            }
            return .failed(.lacks(lacking ?? .number))
        }
        if let known = kept[url], (0..<rules.keptFor).contains(now().timeIntervalSince(known.at)) {
            return .content(known.bytes)
        }
        if let asked = underWay[url] { return await asked.value }
        guard underWay.count < rules.atOnce else { return .failed(.busy) }
        let (source, rules) = (source, rules)
        let task = Task {
            await source.ask(
                url,
                headers: rules.headers[host] ?? [],
                within: rules.timeLimit,
                longest: rules.longest
            )
        }
        underWay[url] = task
        let answer = await task.value
        underWay[url] = nil
        if case .content(let bytes) = answer { keep(bytes, of: url) }
        return answer
    }

    private func keep(_ bytes: [UInt8], of url: String) {
        order.removeAll { $0 == url }
        order.append(url)
        kept[url] = Remembered(bytes: bytes, at: now())
        if order.count > rules.remembered { kept[order.removeFirst()] = nil }
    }
}
