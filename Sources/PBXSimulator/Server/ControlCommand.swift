import Foundation

/// A one-line command to a running simulator.
package enum ControlCommand: Hashable, Sendable {
    case cut(Duration)
    case stall(Duration)
    case rate(Double)
    case call(pattern: String, count: Int)
    case begin(dialled: String, number: String, name: String)
    case told(TestOrder)
    case calls
    case dialled
    case replay(path: String)
    case register(phone: String, Bool)
    case stopNew
    case status
    case truth
    case help
    case quit

    package static let summary = """
        cut [SECONDS]            close every connection; keep the port closed for so long
        stall SECONDS            say nothing for so long on open connections
        rate CALLS-PER-MINUTE    invent so many calls
        call PATTERN [COUNT]     begin calls of a pattern now
        begin DID NUMBER [NAME]  begin a call that is answered only when told; answers with its Linkedid
        answer LINKEDID PHONE    the phone that it rings answers
        hang-up LINKEDID [PHONE] the caller hangs up, or the phone
        redirect LINKEDID EXT    AMI Redirect of the caller
        transfer LINKEDID EXT    who talks with the caller sends him on
        calls                    which phones each call rings, and which speak in it, as JSON
        dialled                  the phones that were called last, and when that was written, as JSON
        replay FILE              replay a recording
        unregister PHONE, register PHONE
        join QUEUE PHONE, leave QUEUE PHONE
        stop-new                 invent no new calls
        status                   counts, as JSON
        truth                    write the truth file
        quit                     stop the simulator
        """

    /// - Throws: `SimulatorError` that says what is wrong with the line.
    package init(_ line: String) throws {
        let words = line.split(separator: " ").map(String.init)
        let argument = words.count > 1 ? words[1] : nil
        switch words.first {
        case "cut": self = .cut(.seconds(try argument.map { try Self.number($0, "cut") } ?? 0))
        case "stall": self = .stall(.seconds(try Self.number(argument, "stall")))
        case "rate": self = .rate(try Self.number(argument, "rate"))
        case "call":
            let pattern = argument?.replacingOccurrences(of: "pattern=", with: "") ?? ""
            guard CallPatterns.named(pattern) != nil else { throw SimulatorError(.unknownPattern(pattern)) }
            self = .call(pattern: pattern, count: words.count > 2 ? Int(try Self.number(words[2], "call")) : 1)
        case "begin":
            let number = words.count > 2 ? words[2] : ""
            self = .begin(
                dialled: try Self.word(argument, "begin", "a number"),
                number: number,
                name: words.dropFirst(3).joined(separator: " ")
            )
        case let name? where TestOrder.names.contains(name): self = .told(try TestOrder(name, Array(words.dropFirst())))
        case "calls": self = .calls
        case "dialled": self = .dialled
        case "replay": self = .replay(path: try Self.word(argument, "replay", "a file"))
        case "register": self = .register(phone: try Self.word(argument, "register", "a phone"), true)
        case "unregister": self = .register(phone: try Self.word(argument, "unregister", "a phone"), false)
        case "stop-new": self = .stopNew
        case "status": self = .status
        case "truth": self = .truth
        case "help": self = .help
        case "quit": self = .quit
        default: throw SimulatorError(.unknownCommand(line))
        }
    }

    private static func number(_ text: String?, _ command: String) throws -> Double {
        guard let text, let number = Double(text), number >= 0, number.isFinite else {
            throw SimulatorError(.badArgument(command: command, expected: "a number"))
        }
        return number
    }

    static func word(_ text: String?, _ command: String, _ expected: String) throws -> String {
        guard let text else { throw SimulatorError(.badArgument(command: command, expected: expected)) }
        return text
    }
}

extension PBXSimulator {
    /// Does what a line says.
    ///
    /// - Returns: what to print.
    /// - Throws: `SimulatorError` that says what is wrong.
    package func perform(_ command: ControlCommand) async throws -> String {
        switch command {
        case .cut(let length): try await cut(for: length)
        case .stall(let length): try await stall(for: length)
        case .rate(let rate): try await setRate(rate)
        case .call(let pattern, let count): for _ in 0..<count { try await place(pattern) }
        case .begin(let dialled, let number, let name):
            return try await tell { $0.placeTold(Caller(number, name: name), to: dialled) } ?? "error: no such number"
        case .told(let order):
            guard try await tell({ order.perform(on: $0) }) else { throw SimulatorError(.nobodyToDo("\(order)")) }
        case .calls: return try Self.json(await tell(\.presence))
        case .dialled: return try Self.json(await writtenDials)
        case .replay(let path): try await replay(path)
        case .register(let phone, let isRegistered): try await setRegistered(phone, isRegistered)
        case .stopNew: try await stopNewCalls()
        case .truth: try await writeTruth()
        case .status: return try Self.json(await status)
        case .help: return ControlCommand.summary
        case .quit: try await stop()
        }
        return "ok"
    }

    private static func json(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }
}
