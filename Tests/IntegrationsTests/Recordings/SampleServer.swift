import Foundation
import Synchronization
import TestSupport

/// A PBX that gives out recordings by HTTP on this machine, and keeps what it was asked.
final class SampleServer: Sendable {
    struct Request: Sendable {
        var text: String

        /// `/monitor/2026/11/22/a.wav`
        var path: String { text.split(separator: " ").dropFirst().first.map(String.init) ?? "" }

        /// The first and the last byte that are wanted.
        var range: ClosedRange<Int>? {
            let line = text.split(separator: "\r\n").first { $0.lowercased().hasPrefix("range: bytes=") }
            let parts = line?.dropFirst("range: bytes=".count).split(separator: "-").compactMap { Int($0) } ?? []
            return parts.count == 2 && parts[0] <= parts[1] ? parts[0]...parts[1] : nil
        }
    }

    private let socket: ListeningSocket
    private let kept = Mutex<[Request]>([])
    private let accepted = Mutex(0)

    /// - Parameter answer: to a request, as it goes out with its headers.
    ///
    /// - Parameter keepsConnections: answers one request after the other, and many connections at once.
    init(keepsConnections: Bool = false, _ answer: @escaping @Sendable (Request) -> [UInt8]) throws {
        socket = try ListeningSocket()
        socket.serve(atOnce: keepsConnections) { [self] connection in
            accepted.withLock { $0 += 1 }
            repeat {
                let request = Request(text: Self.read(from: connection))
                guard !request.text.isEmpty else { return }
                kept.withLock { $0.append(request) }
                connection.send(answer(request))
            } while keepsConnections
        }
    }

    /// One with these files, below `/monitor/`.
    ///
    /// - Parameter hasRanges: `false`: whoever asks for a part gets the whole.
    convenience init(files: [String: [UInt8]], hasRanges: Bool = true) throws {
        try self.init { request in
            guard let file = files[String(request.path.dropFirst("/monitor/".count))] else { return Self.status(404) }
            return Self.part(hasRanges ? request.range : nil, of: file)
        }
    }

    var port: Int { socket.port }
    var requests: [Request] { kept.withLock { $0 } }
    /// Connections that were made.
    var connections: Int { accepted.withLock { $0 } }

    func stop() { socket.stop() }

    static func status(_ status: Int, headers: String = "") -> [UInt8] {
        Array("HTTP/1.1 \(status) X\r\n\(headers)Content-Length: 0\r\nConnection: close\r\n\r\n".utf8)
    }

    /// When the sample call ended, 22 November 2026.
    static func part(_ range: ClosedRange<Int>?, of file: [UInt8], keepsConnection: Bool = false) -> [UInt8] {
        let part = range.map { file[$0.clamped(to: 0...max(0, file.count - 1))] } ?? file[...]
        let status = range == nil ? "200 OK" : "206 Partial Content"
        let place = range == nil ? "" : "Content-Range: bytes \(part.startIndex)-\(part.endIndex - 1)/\(file.count)\r\n"
        let head = """
            HTTP/1.1 \(status)\r\nLast-Modified: Sun, 22 Nov 2026 16:27:15 GMT\r\n\(place)Content-Length: \(part.count)\r\n\
            Connection: \(keepsConnection ? "keep-alive" : "close")\r\n\r\n
            """
        return Array(head.utf8) + part
    }

    private static func read(from connection: LocalConnection) -> String {
        var text = ""
        while !text.contains("\r\n\r\n"), let bytes = connection.receive() {
            text += String(decoding: bytes, as: UTF8.self)
        }
        return text
    }
}
