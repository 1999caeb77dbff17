import ContactCenter
import Foundation
import Logging
import NIOPosix

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Documents printed by WeasyPrint: HTML on its standard input, PDF on its standard output, both files of ours.
///
/// It fetches nothing: a page that names anything but data of its own is not given to it, and what it would ask the network for all the
/// same goes to a proxy that is not there. Time, memory and room are limited.
package actor WeasyPrint: DocumentPrinting {
    private static let timeLimit: TimeInterval = 20
    /// Bytes of a PDF.
    private static let sizeLimit: Int64 = 20 << 20
    private static let waiting = 8
    /// Kilobytes of memory; the interpreter with its libraries takes a fifth of it.
    private static let memory = 1_500_000
    /// What it says goes to the file that is named first; the rest is the command.
    private static let script = """
        ulimit -v \(memory) && proxy=http://127.0.0.1:9 && \
        export http_proxy=$proxy https_proxy=$proxy ftp_proxy=$proxy no_proxy= && exec "$@" 2>"$0"
        """

    private nonisolated let program: String
    private nonisolated let threads: NIOThreadPool
    private nonisolated let logger: Logger
    private var underWay = 0

    /// - Parameter program: found on the PATH unless it is a path.
    package init(program: String, logger: Logger) {
        self.program = program
        self.logger = logger
        threads = NIOThreadPool(numberOfThreads: 1)
        threads.start()
    }

    deinit { threads.shutdownGracefully { _ in } }

    package func pdf(of page: String) async throws -> [UInt8] {
        guard !Self.namesAnything(page) else { throw FaxProblem.unreadable }
        guard underWay < Self.waiting else { throw FaxProblem.busy }
        underWay += 1
        defer { underWay -= 1 }
        do {
            return try await threads.runIfActive { try self.draw(page) }
        } catch ConverterProcess.Failure.tookTooLong, ConverterProcess.Failure.wroteTooMuch {
            throw FaxProblem.tooMuch
        } catch {
            logger.error("A document cannot be printed", metadata: ["program": "\(program)", "reason": "\(error)"])
            throw FaxProblem.notSetUp
        }
    }

    private nonisolated func draw(_ page: String) throws -> [UInt8] {
        guard let room = TemporaryFolder(for: "print") else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
        defer { room.remove() }
        let (source, target) = ("\(room.path)/page.html", "\(room.path)/page.pdf")
        let said = "\(room.path)/said.txt"
        try Data(page.utf8).write(to: URL(fileURLWithPath: source))
        let input = open(source, O_RDONLY | O_CLOEXEC)
        let output = open(target, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        defer {
            close(input)
            close(output)
        }
        guard input >= 0, output >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        do {
            try ConverterProcess(
                program: "/bin/sh",
                arguments: ["-c", Self.script, said, program, "--quiet", "--encoding", "utf-8", "-", "-"],
                timeLimit: Self.timeLimit,
                sizeLimit: Self.sizeLimit
            ).run(from: input, to: output)
        } catch ConverterProcess.Failure.failed(let status) {
            let words = (try? String(decoding: Data(contentsOf: URL(fileURLWithPath: said)), as: UTF8.self)) ?? ""
            if words.contains("MemoryError") { throw ConverterProcess.Failure.tookTooLong }
            throw ConverterProcess.Failure.failed(status: status)
        }
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: target)))
    }

    /// Whether a tag or a style of the page leads anywhere but to data within it. In the text of a page, where `<` and `>` are written as
    /// entities, addresses are but words.
    static func namesAnything(_ page: String) -> Bool {
        let styles = page.matches(of: /<style[^>]*>([^<]*)/).map { $0.output.1 }
        let tags = page.matches(of: /<[^>]*>/).map { $0.output }
        return (styles + tags).contains { part in
            part.contains(/@import/.ignoresCase())
                || part.contains(/url\(\s*+["']?+\s*+(?!data:)/.ignoresCase())
                || part.contains(/\b(src|srcset|href|data|poster|background)\s*+=\s*+["']?+\s*+(?!data:)/.ignoresCase())
        }
    }
}
