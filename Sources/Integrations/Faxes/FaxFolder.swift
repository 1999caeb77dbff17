import ContactCenter
import Foundation
import Logging
import NIOPosix

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// Fax pages made by Ghostscript, in the folder that the PBX reads.
///
/// Bounded in every direction: two programs at once, a few that wait, some seconds, memory, room and pages for each. The PDF and what the
/// program writes stand in a folder of their own under a name of ours until the pages are whole.
package actor FaxFolder: FaxRendering {
    package struct Configuration: Sendable {
        /// Where the PBX finds the pages, `KEY.tif`.
        package var folder: String
        /// Ghostscript; found on the PATH unless it is a path.
        package var program: String
        package var pageLimit: Int
        /// Of a PDF.
        package var megabytes: Int
        /// Seconds for one PDF.
        package var time: TimeInterval = 20
        package var waiting = 8

        package init(folder: String, program: String = "gs", pageLimit: Int = 50, megabytes: Int = 10) {
            self.folder = folder
            self.program = program
            self.pageLimit = pageLimit
            self.megabytes = megabytes
        }
    }

    private nonisolated let configuration: Configuration
    private nonisolated let threads: NIOThreadPool
    private nonisolated let logger: Logger
    private var underWay = 0

    package init(_ configuration: Configuration, logger: Logger) {
        self.configuration = configuration
        self.logger = logger
        threads = NIOThreadPool(numberOfThreads: 2)
        threads.start()
    }

    deinit { threads.shutdownGracefully { _ in } }

    package func render(_ pdf: [UInt8], as key: FaxKey) async throws -> Int {
        guard key.isWellFormed else { throw FaxProblem.notSetUp }
        guard pdf.count <= configuration.megabytes << 20 else {
            throw FaxProblem.tooLarge(megabytes: configuration.megabytes)
        }
        // Whatever does not begin so Ghostscript would take for a program in PostScript.
        guard pdf.starts(with: "%PDF-".utf8) else { throw FaxProblem.notPDF }
        guard underWay < configuration.waiting else { throw FaxProblem.busy }
        underWay += 1
        defer { underWay -= 1 }
        return try await onThread { try self.make(pdf, key) }
    }

    package func copy(_ key: FaxKey, as other: FaxKey) async throws {
        guard key.isWellFormed, other.isWellFormed else { throw FaxProblem.gone }
        try await onThread {
            // Two names of one file would have one time: what is sent now is kept from now on, the other no longer for it.
            guard let tiff = try? Data(contentsOf: URL(fileURLWithPath: self.path(of: key))) else {
                throw FaxProblem.gone
            }
            try self.keep(tiff, other)
        }
    }

    package func pages(of key: FaxKey) async -> [UInt8]? {
        guard key.isWellFormed else { return nil }
        return try? await onThread {
            [UInt8](try Data(contentsOf: URL(fileURLWithPath: self.path(of: key))))
        }
    }

    package func remove(_ key: FaxKey) async {
        guard key.isWellFormed else { return }
        try? await onThread { _ = unlink(self.path(of: key)) }
    }

    package func removePages(madeBefore instant: Date) async {
        try? await onThread {
            for name in try FileManager.default.contentsOfDirectory(atPath: self.configuration.folder) {
                // Nothing but what was made here, finished or not.
                let parts = name.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
                guard parts.count == 2, FaxKey(String(parts[0])).isWellFormed,
                    parts[1] == "tif" || parts[1] == "tif.part"
                else { continue }
                let path = "\(self.configuration.folder)/\(name)"
                var status = stat()
                guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
                    status.modifiedAt < instant
                else { continue }
                unlink(path)
            }
        }
    }

    // MARK: On a thread

    private nonisolated func onThread<Result: Sendable>(
        _ work: @escaping @Sendable () throws -> Result
    ) async throws
        -> Result
    {
        do {
            return try await threads.runIfActive { try work() }
        } catch let problem as FaxProblem {
            throw problem
        } catch {
            logger.error(
                "Fax pages cannot be made or kept",
                metadata: ["folder": "\(configuration.folder)", "reason": "\(error)"]
            )
            throw FaxProblem.notSetUp
        }
    }

    private nonisolated func path(of key: FaxKey) -> String { "\(configuration.folder)/\(key).tif" }

    private nonisolated func make(_ pdf: [UInt8], _ key: FaxKey) throws -> Int {
        guard let room = TemporaryFolder(for: "fax") else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        defer { room.remove() }
        try Data(pdf).write(to: URL(fileURLWithPath: "\(room.path)/\(Ghostscript.input)"))
        let program = Ghostscript(
            program: configuration.program,
            pageLimit: configuration.pageLimit,
            timeLimit: configuration.time
        )
        let isWhole = try program.draw(in: room.path)
        let drawn = URL(fileURLWithPath: "\(room.path)/\(Ghostscript.output)")
        guard let tiff = try? Data(contentsOf: drawn), case let pages = TIFFPages.count(in: tiff), pages > 0 else {
            throw pdf.holds("/Encrypt") ? FaxProblem.encrypted : FaxProblem.unreadable
        }
        guard pages <= configuration.pageLimit else {
            throw FaxProblem.tooManyPages(limit: configuration.pageLimit)
        }
        // Nobody is told that a fax arrived of which a part is missing.
        guard isWhole else { throw FaxProblem.unreadable }
        try keep(tiff, key)
        return pages
    }

    /// Whole under its name, or not there: the PBX may look at any time. It belongs to the folder's group, and others do not read it.
    private nonisolated func keep(_ tiff: Data, _ key: FaxKey) throws {
        let unfinished = "\(path(of: key)).part"
        let file = open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o640)
        guard file >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: tiff)
            // Whatever the process's umask says.
            guard fchmod(file, 0o640) == 0, rename(unfinished, path(of: key)) == 0 else {
                throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
            }
        } catch {
            unlink(unfinished)
            throw error
        }
    }
}

extension [UInt8] {
    fileprivate func holds(_ word: StaticString) -> Bool {
        Data(self).range(of: Data(UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))) != nil
    }
}
