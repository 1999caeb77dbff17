import Foundation
import Synchronization
import TestSupport

/// A server of HTTP on this machine that answers everything with the same, and keeps what it was sent.
final class LocalReceiver: Sendable {
    private let socket: ListeningSocket
    private let kept = Mutex<[String]>([])

    /// - Parameter answer: as it goes out, with its headers.
    init(answering answer: String) throws {
        socket = try ListeningSocket()
        socket.serve { [self] connection in
            let request = read(from: connection)
            kept.withLock { $0.append(request) }
            connection.send(Array(answer.utf8))
        }
    }

    var port: Int { socket.port }
    var requests: [String] { kept.withLock { $0 } }

    func stop() { socket.stop() }

    /// Headers, and as much of a body as they say.
    private func read(from connection: LocalConnection) -> String {
        var text = ""
        while true {
            guard let bytes = connection.receive() else { return text }
            text += String(decoding: bytes, as: UTF8.self)
            // What speaks TLS says no more until it is answered.
            guard text.hasPrefix("POST ") else { return text }
            guard let end = text.range(of: "\r\n\r\n") else { continue }
            let length =
                text[..<end.lowerBound].lowercased().split(separator: "\r\n").compactMap { line in
                    line.hasPrefix("content-length:")
                        ? Int(line.dropFirst(15).trimmingCharacters(in: .whitespaces)) : nil
                }.first ?? 0
            if text[end.upperBound...].utf8.count >= length { return text }
        }
    }
}
