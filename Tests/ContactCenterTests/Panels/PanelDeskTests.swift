import ContactCenter
import Foundation
import Synchronization
import Testing

@Suite("Asking other programs for panels") struct PanelDeskTests {
    /// Answers when it is let.
    private actor Source: PanelSource {
        private(set) var asked: [String] = []
        private(set) var headers: [[String]] = []
        private var answer: PanelAnswer
        private var isHeld: Bool
        private var held: [CheckedContinuation<Void, Never>] = []

        init(_ answer: PanelAnswer = .content([1]), isHeld: Bool = false) {
            self.answer = answer
            self.isHeld = isHeld
        }

        func answer(with answer: PanelAnswer) { self.answer = answer }

        func release() {
            isHeld = false
            for question in held { question.resume() }
            held = []
        }

        func ask(
            _ url: String,
            headers: [String],
            within limit: Duration,
            longest: Int
        ) async -> PanelAnswer {
            asked.append(url)
            self.headers.append(headers)
            if isHeld { await withCheckedContinuation { held.append($0) } }
            return answer
        }
    }

    private final class Clock: Sendable {
        private let time = Mutex(Date(timeIntervalSince1970: 1_000))
        var now: Date { time.withLock { $0 } }
        func pass(_ seconds: TimeInterval) { time.withLock { $0 += seconds } }
    }

    private let clock = Clock()

    private func desk(_ source: Source, _ change: (inout PanelDesk.Rules) -> Void = { _ in }) throws -> PanelDesk {
        let host = try #require(PanelHost("erp.example"))
        var rules = PanelDesk.Rules(hosts: [host], headers: [host: ["X-Token: s3cret"]])
        change(&rules)
        let clock = clock
        return PanelDesk(source: source, rules: rules, now: { clock.now })
    }

    private func address(_ text: String = "https://erp.example/{number}") throws -> PanelAddress {
        try #require(PanelAddress(text))
    }

    @Test("S4.10 only hosts that are named are asked, with the header that belongs to them")
    func named() async throws {
        let source = Source()
        let desk = try desk(source)
        let values: [PanelAddress.Value: String] = [.number: "7495"]
        let foreign = await desk.answer(from: try address("https://evil.example/{number}"), with: values)
        #expect(foreign == .failed(.foreignHost))
        #expect(await source.asked.isEmpty)
        #expect(await desk.answer(from: try address(), with: values) == .content([1]))
        #expect(await source.asked == ["https://erp.example:443/7495"])
        #expect(await source.headers == [["X-Token: s3cret"]])
    }

    @Test("S4.10 without a number, or without the client that is asked about, nobody is asked")
    func lacking() async throws {
        let source = Source()
        let desk = try desk(source)
        #expect(await desk.answer(from: try address(), with: [:]) == .failed(.lacks(.number)))
        let name = try address("https://erp.example/{number}/{client_name}")
        #expect(await desk.answer(from: name, with: [.number: "1"]) == .failed(.lacks(.clientName)))
        #expect(await source.asked.isEmpty)
    }

    @Test("S4.10 an answer is as good as a fresh one for a minute; what failed is asked for anew")
    func remembered() async throws {
        let source = Source()
        let desk = try desk(source)
        let values: [PanelAddress.Value: String] = [.number: "1"]
        for _ in 1...3 { #expect(await desk.answer(from: try address(), with: values) == .content([1])) }
        #expect(await source.asked.count == 1)
        clock.pass(60)
        await source.answer(with: .failed(.timeout))
        for _ in 1...2 { #expect(await desk.answer(from: try address(), with: values) == .failed(.timeout)) }
        #expect(await source.asked.count == 3)
    }

    @Test("S4.10 of many answers the oldest are forgotten")
    func forgotten() async throws {
        let source = Source()
        let desk = try desk(source) { $0.remembered = 2 }
        for number in ["1", "2", "3", "3", "2", "1"] {
            _ = await desk.answer(from: try address(), with: [.number: number])
        }
        #expect(await source.asked.map { $0.suffix(1) } == ["1", "2", "3", "1"])
    }

    @Test("S4.10 who asks the same waits for the same answer; more questions than may be are turned away at once")
    func atOnce() async throws {
        let source = Source(isHeld: true)
        let desk = try desk(source) { $0.atOnce = 1 }
        let address = try address()
        async let first = desk.answer(from: address, with: [.number: "1"])
        while await source.asked.isEmpty { await Task.yield() }
        async let second = desk.answer(from: address, with: [.number: "1"])
        #expect(await desk.answer(from: address, with: [.number: "2"]) == .failed(.busy))
        await source.release()
        #expect(await first == .content([1]))
        #expect(await second == .content([1]))
        #expect(await source.asked.count == 1)
    }
}
