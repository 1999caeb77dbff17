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
package actor WeasyPrint: DocumentPrinting {
    private static let timeLimit: TimeInterval = 20
    /// Bytes of a PDF.
    private static let sizeLimit: Int64 = 20 << 20
    private static let waiting = 8

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
        try Data(page.utf8).write(to: URL(fileURLWithPath: source))
        let input = open(source, O_RDONLY | O_CLOEXEC)
        let output = open(target, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        defer {
            close(input)
            close(output)
        }
        guard input >= 0, output >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        try ConverterProcess(
            program: program,
            arguments: ["--quiet", "--encoding", "utf-8", "-", "-"],
            timeLimit: Self.timeLimit,
            sizeLimit: Self.sizeLimit
        ).run(from: input, to: output)
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: target)))
    }
}
