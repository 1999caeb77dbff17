import CLibCurl
import Synchronization

/// Handles of curl that have done a request: each has its connection to the server, and the next one goes over it without another TCP
/// and TLS handshake. One request has a handle at a time.
final class CurlHandles: Sendable {
    /// As many as threads that ask.
    private static let most = 16

    private struct Handle: @unchecked Sendable {
        /// Whoever has taken it out of the list is the only one who has it.
        let curl: UnsafeMutableRawPointer
    }

    private let idle = Mutex<[Handle]>([])

    deinit {
        for handle in idle.withLock({ $0 }) { curl_easy_cleanup(handle.curl) }
    }

    /// - Returns: `nil` where there is no memory.
    func take() -> UnsafeMutableRawPointer? {
        idle.withLock { $0.popLast() }?.curl ?? curl_easy_init()
    }

    func giveBack(_ curl: UnsafeMutableRawPointer) {
        // Nothing of the request stays, and its password does not; the connection does.
        curl_easy_reset(curl)
        let handle = Handle(curl: curl)
        let isKept = idle.withLock { handles in
            guard handles.count < Self.most else { return false }
            handles.append(handle)
            return true
        }
        if !isKept { curl_easy_cleanup(curl) }
    }
}
