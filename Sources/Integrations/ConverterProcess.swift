import Foundation

#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// A run of a program that converts something: it reads its standard input and writes its standard output, both files.
///
/// It gets a list of arguments, and nothing of what callers chose is among them. Whoever runs it waits.
struct ConverterProcess {
    enum Failure: Error, Hashable {
        case notStarted(errno: Int32)
        case failed(status: Int32)
        case tookTooLong
        case wroteTooMuch
    }

    /// Found on the PATH unless it is a path.
    var program: String
    var arguments: [String]
    var timeLimit: TimeInterval
    /// Bytes of output.
    var sizeLimit: Int64

    /// - Throws: `Failure`; the program and whatever it started are dead then.
    func run(from input: Int32, to output: Int32) throws {
        let process = try start(input, output)
        let begin = ContinuousClock.now
        var pause = UInt32(2_000)
        while true {
            var status: Int32 = 0
            let ended = waitpid(process, &status, WNOHANG)
            if ended == process {
                guard status == 0 else { throw Failure.failed(status: status) }
                return
            }
            if ended < 0, errno != EINTR { throw Failure.failed(status: -1) }
            if let failure = excess(of: output, since: begin) {
                kill(-process, SIGKILL)
                while waitpid(process, &status, 0) < 0, errno == EINTR {}
                throw failure
            }
            usleep(pause)
            pause = min(pause * 2, 50_000)
        }
    }

    private func excess(of output: Int32, since begin: ContinuousClock.Instant) -> Failure? {
        var status = stat()
        if fstat(output, &status) == 0, Int64(status.st_size) > sizeLimit { return .wroteTooMuch }
        return ContinuousClock.now - begin > .seconds(timeLimit) ? .tookTooLong : nil
    }

    /// In a process group of its own, so that all of it can be killed.
    private func start(_ input: Int32, _ output: Int32) throws -> pid_t {
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        var attributes: posix_spawnattr_t?
        #else
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        posix_spawnattr_setflags(&attributes, Int16(flags))

        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        let texts: [String] = [program] + arguments
        let words: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) }
        let settings: [String] = ["PATH=\(path)", "LC_ALL=C"]
        let environment: [UnsafeMutablePointer<CChar>?] = settings.map { strdup($0) }
        defer {
            for word in words { free(word) }
            for word in environment { free(word) }
        }
        var process: pid_t = 0
        let error = posix_spawnp(&process, program, &actions, &attributes, words + [nil], environment + [nil])
        guard error == 0 else { throw Failure.notStarted(errno: error) }
        return process
    }
}
