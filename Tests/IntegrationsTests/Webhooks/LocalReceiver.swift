import Foundation
import Synchronization

/// A server of HTTP on this machine that answers everything with the same, and keeps what it was sent.
final class LocalReceiver: Sendable {
    let port: Int
    private let descriptor: Int32
    private let kept = Mutex<[String]>([])

    /// - Parameter answer: as it goes out, with its headers.
    init(answering answer: String) throws {
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
        Thread.detachNewThread { [self] in serve(answer) }
    }

    var requests: [String] { kept.withLock { $0 } }

    /// Ends the thread: accepting fails from now on.
    func stop() {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }

    private func serve(_ answer: String) {
        while true {
            let connection = accept(descriptor, nil, nil)
            guard connection >= 0 else { return }
            let request = read(from: connection)
            kept.withLock { $0.append(request) }
            var bytes = Array(answer.utf8)[...]
            while !bytes.isEmpty {
                let count = bytes.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
                guard count > 0 else { break }
                bytes = bytes.dropFirst(count)
            }
            close(connection)
        }
    }

    /// Headers, and as much of a body as they say.
    private func read(from connection: Int32) -> String {
        var text = ""
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return text }
            text += String(decoding: buffer.prefix(count), as: UTF8.self)
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
