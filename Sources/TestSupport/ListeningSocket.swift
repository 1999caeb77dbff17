import Foundation

/// A TCP port of this machine that peers of tests are reached at: connections are taken in, and whoever serves it says what is answered.
///
/// Unserved, it lets people connect and never says a word.
package final class ListeningSocket: Sendable {
    package let port: Int
    private let descriptor: Int32

    package init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { [descriptor] pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 8) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        port = Int(UInt16(bigEndian: address.sin_port))
        guard isListening else { throw CocoaError(.featureUnsupported) }
    }

    /// The thread that serves holds on to the socket: a number given back earlier would become another's, and the thread would go on
    /// with that one.
    deinit { close(descriptor) }

    /// Takes connections one after another, on a thread of its own, until `stop`.
    ///
    /// - Parameter atOnce: each connection has a thread of its own, too.
    package func serve(atOnce: Bool = false, _ converse: @escaping @Sendable (LocalConnection) -> Void) {
        Thread.detachNewThread { [self] in
            while true {
                let accepted = accept(descriptor, nil, nil)
                guard accepted >= 0 else { return }
                let serve = { @Sendable in
                    converse(LocalConnection(descriptor: accepted))
                    close(accepted)
                }
                if atOnce { Thread.detachNewThread(serve) } else { serve() }
            }
        }
    }

    /// Ends the thread: accepting fails from now on.
    package func stop() { shutdown(descriptor, Int32(SHUT_RDWR)) }
}

/// One conversation with a peer of a test.
package struct LocalConnection: Sendable {
    fileprivate let descriptor: Int32

    /// All of it, or as much as the other side takes.
    package func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// - Returns: what has come; `nil` when the other side has gone.
    package func receive() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return count > 0 ? Array(buffer.prefix(count)) : nil
    }
}
