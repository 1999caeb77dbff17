import ContactCenter
import Foundation

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A run of Ghostscript that draws a PDF as fax pages, with no more time, memory and room than a fax needs.
///
/// It works in a folder in which nothing else is, on names of ours: `in.pdf` becomes `fax.tif`. Whoever runs it waits.
struct Ghostscript {
    static let input = "in.pdf"
    static let output = "fax.tif"

    /// Found on the PATH unless it is a path.
    var program: String
    var pageLimit: Int
    var timeLimit: TimeInterval

    /// KiB of address space: a page of a fax takes some megabytes, the program's own start some hundred.
    private static let memory = 1_500_000
    /// Blocks of 512 bytes that a file may have: 50 MB.
    private static let room = 100_000
    /// Bytes of what it says.
    private static let talk: Int64 = 1 << 20

    /// The limits are the shell's, which then becomes the program. Nothing that came from outside is part of its text.
    private static let script = """
        cd "$1" && ulimit -v \(memory) && ulimit -f \(room) && ulimit -t "$2" && TMPDIR=. && export TMPDIR && shift 2 && exec "$@" 2>&1
        """

    /// - Returns: whether all was drawn that there is. Of a damaged file a part may have been, or nothing: then no file is there.
    /// - Throws: `FaxProblem` `tooMuch` where it went beyond a limit, `notSetUp` where the program is not there.
    func draw(in folder: String) throws -> Bool {
        let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
        let said = open("\(folder)/said.txt", O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        defer {
            close(nothing)
            close(said)
        }
        guard nothing >= 0, said >= 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
        let process = ConverterProcess(
            program: "/bin/sh",
            arguments: ["-c", Self.script, "sh", folder, "\(Int(timeLimit))", program] + arguments,
            timeLimit: timeLimit,
            sizeLimit: Self.talk
        )
        var hasSucceeded = true
        do {
            try process.run(from: nothing, to: said)
        } catch ConverterProcess.Failure.failed(let status) {
            // A shell that does not find the program ends with 127, one that may not run it with 126.
            if [126, 127].contains(status >> 8) { throw FaxProblem.notSetUp }
            // Killed for the time or the room it took.
            if status & 0x7F != 0 { throw FaxProblem.tooMuch }
            hasSucceeded = false
        } catch is ConverterProcess.Failure {
            throw FaxProblem.tooMuch
        }
        return try Self.isWhole(hasSucceeded, words: Self.words(in: said))
    }

    /// - Parameter words: what it said: it may end as if all were well and have drawn what it could.
    /// - Throws: `FaxProblem` `tooMuch` where it had too little memory.
    static func isWhole(_ hasSucceeded: Bool, words: String) throws -> Bool {
        let ofMemory = ["VMerror", "Insufficient memory", "insufficient memory", "out of memory", "Out of memory"]
        if ofMemory.contains(where: { words.contains($0) }) { throw FaxProblem.tooMuch }
        return hasSucceeded && !words.contains("Error")
    }

    private static func words(in file: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let length = pread(file, &bytes, bytes.count, 0)
        return String(decoding: bytes.prefix(max(0, length)), as: UTF8.self)
    }

    /// One page more than may be is drawn, to be noticed; of five thousand no more. What is damaged ends the drawing: else it would be
    /// passed over, and the exit status say nothing of it.
    private var arguments: [String] {
        [
            "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-dPDFSTOPONERROR", "-sDEVICE=tiffg4", "-r204x196", "-dFIXEDMEDIA",
            "-sPAPERSIZE=a4",
            "-dPDFFitPage", "-dLastPage=\(pageLimit + 1)", "-sOutputFile=\(Self.output)", Self.input,
        ]
    }
}
