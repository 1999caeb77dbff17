import Foundation

/// The executable that was built together with the tests.
struct BuiltProgram {
    static let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../.build/debug/priyom")
        .standardized

    /// Where it runs: its database and certificate are there.
    let folder: String
    var environment = ["PATH": "/usr/bin:/bin"]

    struct Outcome {
        var status: Int32
        var output: String
        var errors: String
    }

    /// Runs a command to its end.
    ///
    /// - Parameter input: for its standard input.
    func run(_ arguments: String..., input: String = "") async throws -> Outcome {
        try await run(Self.url, arguments, input: input)
    }

    /// Runs another program in the same folder.
    func run(tool: String, _ arguments: String...) async throws -> Outcome {
        try await run(URL(filePath: "/usr/bin/env"), [tool] + arguments, input: "")
    }

    /// Starts a server, which the caller ends.
    func start(_ arguments: [String]) throws -> Process {
        let process = process(Self.url, arguments)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    private func run(_ program: URL, _ arguments: [String], input: String) async throws -> Outcome {
        let process = process(program, arguments)
        let (inputPipe, output, errors) = (Pipe(), Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (inputPipe, output, errors)
        try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in ended.resume() }
            do {
                try process.run()
                try inputPipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
                try inputPipe.fileHandleForWriting.close()
            } catch {
                if !process.isRunning, process.processIdentifier == 0 { ended.resume(throwing: error) }
            }
        }
        return Outcome(
            status: process.terminationStatus,
            output: String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self),
            errors: String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        )
    }

    private func process(_ program: URL, _ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = environment
        process.currentDirectoryURL = URL(filePath: folder)
        return process
    }
}
