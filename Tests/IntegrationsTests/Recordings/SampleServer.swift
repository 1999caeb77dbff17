import Foundation
import Synchronization

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

    let port: Int
    private let descriptor: Int32
    private let kept = Mutex<[Request]>([])

    /// - Parameter answer: to a request, as it goes out with its headers.
    init(_ answer: @escaping @Sendable (Request) -> [UInt8]) throws {
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

    /// One with these files, below `/monitor/`.
    ///
    /// - Parameter hasRanges: `false`: whoever asks for a part gets the whole.
    convenience init(files: [String: [UInt8]], hasRanges: Bool = true) throws {
        try self.init { request in
            guard let file = files[String(request.path.dropFirst("/monitor/".count))] else { return Self.status(404) }
            return Self.part(hasRanges ? request.range : nil, of: file)
        }
    }

    var requests: [Request] { kept.withLock { $0 } }

    /// Ends the thread: accepting fails from now on.
    func stop() {
        shutdown(descriptor, Int32(SHUT_RDWR))
        close(descriptor)
    }

    static func status(_ status: Int, headers: String = "") -> [UInt8] {
        Array("HTTP/1.1 \(status) X\r\n\(headers)Content-Length: 0\r\nConnection: close\r\n\r\n".utf8)
    }

    /// When the sample call ended, 22 November 2026.
    static func part(_ range: ClosedRange<Int>?, of file: [UInt8]) -> [UInt8] {
        let part = range.map { file[$0.clamped(to: 0...max(0, file.count - 1))] } ?? file[...]
        let status = range == nil ? "200 OK" : "206 Partial Content"
        let place = range == nil ? "" : "Content-Range: bytes \(part.startIndex)-\(part.endIndex - 1)/\(file.count)\r\n"
        let head = """
            HTTP/1.1 \(status)\r\nLast-Modified: Sun, 22 Nov 2026 16:27:15 GMT\r\n\(place)Content-Length: \(part.count)\r\n\
            Connection: close\r\n\r\n
            """
        return Array(head.utf8) + part
    }

    private func serve(_ answer: @Sendable (Request) -> [UInt8]) {
        while true {
            let connection = accept(descriptor, nil, nil)
            guard connection >= 0 else { return }
            var text = ""
            var buffer = [UInt8](repeating: 0, count: 16_384)
            while !text.contains("\r\n\r\n") {
                let count = recv(connection, &buffer, buffer.count, 0)
                guard count > 0 else { break }
                text += String(decoding: buffer.prefix(count), as: UTF8.self)
            }
            let request = Request(text: text)
            kept.withLock { $0.append(request) }
            var bytes = answer(request)[...]
            while !bytes.isEmpty {
                let count = bytes.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
                guard count > 0 else { break }
                bytes = bytes.dropFirst(count)
            }
            close(connection)
        }
    }
}
