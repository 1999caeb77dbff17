import ContactCenter
import Foundation

/// Asks for a password: twice and without showing it at a terminal, else the first line of the standard input.
struct PasswordPrompt {
    func newPassword(for name: UserName) throws -> String {
        guard isatty(STDIN_FILENO) == 1 else { return try checked(readLine() ?? "") }
        let first = try ask("New password of \(name): ")
        let again = try ask("Once more: ")
        guard first == again else { throw CommandFailure(.badInput, "the two passwords differ; try again") }
        return try checked(first)
    }

    private func ask(_ question: String) throws -> String {
        var kept = termios()
        guard tcgetattr(STDIN_FILENO, &kept) == 0 else {
            throw CommandFailure(.noInput, "the terminal cannot be kept from showing the password")
        }
        var silent = kept
        silent.c_lflag &= ~tcflag_t(ECHO)
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
        defer {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &kept)
            FileHandle.standardError.write(Data("\n".utf8))
        }
        FileHandle.standardError.write(Data(question.utf8))
        return readLine() ?? ""
    }

    private func checked(_ password: String) throws -> String {
        guard PasswordRule.accepts(password) else {
            let length = PasswordRule.length
            throw CommandFailure(
                .badInput,
                "a password has \(length.lowerBound) to \(length.upperBound) characters"
            )
        }
        return password
    }
}
