import Synchronization

/// A mail server on this machine, as far as handing over a letter needs one: it answers each command as it is told, keeps what it was
/// told and the letters it took, and checks nothing: neither the order of commands nor what stands in letters.
///
/// It offers `AUTH PLAIN` and takes any password, speaks no TLS, and undoes the stuffing of dots.
package final class SMTPPeer: Sendable {
    package struct Letter: Hashable, Sendable {
        /// `MAIL FROM` and the `RCPT TO` commands as they came.
        package var envelope: [String]
        /// Lines without their ends.
        package var lines: [String]
    }

    private let socket: ListeningSocket
    private let kept = Mutex<(letters: [Letter], commands: [String])>(([], []))
    private let answers: [String: String]

    /// - Parameter answers: by the beginning of a command: `["RCPT TO:<nobody": "550 No such user"]`; `DATA.` stands for the end of a
    ///   letter. Other commands are done.
    package init(answering answers: [String: String] = [:]) throws {
        self.answers = answers
        socket = try ListeningSocket()
        socket.serve { [self] connection in
            var talk = Talk(connection: connection)
            converse(&talk)
        }
    }

    package var port: Int { socket.port }
    package var letters: [Letter] { kept.withLock { $0.letters } }
    package var commands: [String] { kept.withLock { $0.commands } }

    package func stop() { socket.stop() }

    private func converse(_ talk: inout Talk) {
        talk.say("220 mail.example ESMTP")
        var envelope: [String] = []
        while let command = talk.line() {
            kept.withLock { $0.commands.append(command) }
            if let answer = answers.first(where: { command.hasPrefix($0.key) })?.value {
                talk.say(answer)
                continue
            }
            switch command.prefix(4).uppercased() {
            case "EHLO": talk.say("250-mail.example\r\n250-SIZE 20971520\r\n250 AUTH PLAIN")
            case "AUTH":
                // The credentials stand behind it, or are asked for.
                if command.split(separator: " ").count < 3 {
                    talk.say("334 ")
                    if let credentials = talk.line() { kept.withLock { $0.commands.append(credentials) } }
                }
                talk.say("235 Welcome")
            case "MAIL":
                envelope = [command]
                talk.say("250 OK")
            case "RCPT":
                envelope.append(command)
                talk.say("250 OK")
            case "DATA":
                talk.say("354 Go on")
                var lines: [String] = []
                while let line = talk.line(), line != "." {
                    lines.append(line.hasPrefix(".") ? String(line.dropFirst()) : line)
                }
                if let answer = answers["DATA."] {
                    talk.say(answer)
                } else {
                    kept.withLock { $0.letters.append(Letter(envelope: envelope, lines: lines)) }
                    talk.say("250 Taken")
                }
            case "QUIT":
                talk.say("221 Bye")
                return
            default: talk.say("250 OK")
            }
        }
    }

    private struct Talk {
        let connection: LocalConnection
        private var read: [UInt8] = []

        init(connection: LocalConnection) { self.connection = connection }

        func say(_ text: String) {
            connection.send(Array((text + "\r\n").utf8))
        }

        /// - Returns: `nil` when the other side has gone.
        mutating func line() -> String? {
            while true {
                if let end = read.firstIndex(of: UInt8(ascii: "\n")) {
                    let line = read[..<end].filter { $0 != UInt8(ascii: "\r") }
                    read.removeSubrange(...end)
                    return String(decoding: line, as: UTF8.self)
                }
                guard let bytes = connection.receive() else { return nil }
                read += bytes
            }
        }
    }
}
