import Foundation
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

    package let port: Int
    private let descriptor: Int32
    private let kept = Mutex<(letters: [Letter], commands: [String])>(([], []))
    private let answers: [String: String]

    /// - Parameter answers: by the beginning of a command: `["RCPT TO:<nobody": "550 No such user"]`; `DATA.` stands for the end of a
    ///   letter. Other commands are done.
    package init(answering answers: [String: String] = [:]) throws {
        self.answers = answers
        let listening = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listening, $0, length) == 0 && listen(listening, 8) == 0
                    && getsockname(listening, $0, &length) == 0
            }
        }
        descriptor = listening
        guard isListening else { throw CocoaError(.featureUnsupported) }
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [self] in serve() }
    }

    package var letters: [Letter] { kept.withLock { $0.letters } }
    package var commands: [String] { kept.withLock { $0.commands } }

    /// Ends the thread: accepting fails from now on. The thread itself gives the descriptor back, so that it does not go on with
    /// another's that has got the same number.
    package func stop() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    private func serve() {
        defer { close(descriptor) }
        while true {
            let connection = accept(descriptor, nil, nil)
            guard connection >= 0 else { return }
            var talk = Talk(connection: connection)
            converse(&talk)
            close(connection)
        }
    }

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
        let connection: Int32
        private var read: [UInt8] = []

        init(connection: Int32) { self.connection = connection }

        func say(_ text: String) {
            let bytes = Array((text + "\r\n").utf8)
            _ = bytes.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        }

        /// - Returns: `nil` when the other side has gone.
        mutating func line() -> String? {
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                if let end = read.firstIndex(of: UInt8(ascii: "\n")) {
                    let line = read[..<end].filter { $0 != UInt8(ascii: "\r") }
                    read.removeSubrange(...end)
                    return String(decoding: line, as: UTF8.self)
                }
                let count = recv(connection, &buffer, buffer.count, 0)
                guard count > 0 else { return nil }
                read += buffer.prefix(count)
            }
        }
    }
}
