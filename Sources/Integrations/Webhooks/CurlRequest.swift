import CLibCurl
import ContactCenter
import Foundation

/// One POST, on the thread that performs it.
struct CurlRequest: Sendable {
    private static let connectingLimit = 5_000
    /// Milliseconds for all of it; the lease of a claim is longer.
    private static let limit = 15_000
    /// Headers and body of the answer; nobody reads them.
    fileprivate static let answerLimit = 64 * 1_024

    let url: String
    let headers: [String]
    let body: String
    let addresses: AddressGuard

    /// What curl tells while it works.
    fileprivate final class Course {
        let addresses: AddressGuard
        var isForbidden = false
        var received = 0

        init(_ addresses: AddressGuard) { self.addresses = addresses }
    }

    func perform() -> WebhookOutcome {
        guard let curl = curl_easy_init() else { return WebhookOutcome(.other) }
        defer { curl_easy_cleanup(curl) }
        var list: UnsafeMutablePointer<curl_slist>?
        for header in headers { list = curl_slist_append(list, header) }
        defer { curl_slist_free_all(list) }
        let course = Course(addresses)
        return withExtendedLifetime(course) {
            guard prepare(curl, list, Unmanaged.passUnretained(course).toOpaque()) else {
                return WebhookOutcome(.other)
            }
            return body.withCString { body in
                // Not copied, so it is given where it lives on until the answer.
                guard priyom_curl_set_text(curl, CURLOPT_POSTFIELDS, body) == CURLE_OK else {
                    return WebhookOutcome(.other)
                }
                return outcome(of: curl_easy_perform(curl), curl, course)
            }
        }
    }

    private func prepare(
        _ curl: UnsafeMutableRawPointer,
        _ headers: UnsafeMutablePointer<curl_slist>?,
        _ course: UnsafeMutableRawPointer
    ) -> Bool {
        var options = CurlOptions(
            url: url,
            protocols: "http,https",
            connecting: Self.connectingLimit,
            limit: Self.limit
        )
        options.set(CURLOPT_POST, 1)
        options.set(CURLOPT_POSTFIELDSIZE, body.utf8.count)
        options.set(CURLOPT_FOLLOWLOCATION, 0)
        return options.apply(to: curl)
            && priyom_curl_set_headers(curl, headers) == CURLE_OK
            && priyom_curl_set_receiver(curl, receive, course) == CURLE_OK
            && priyom_curl_set_socket_opener(curl, openSocket, course) == CURLE_OK
    }

    private func outcome(of code: CURLcode, _ curl: UnsafeMutableRawPointer, _ course: Course) -> WebhookOutcome {
        var status = 0
        if priyom_curl_get_long(curl, CURLINFO_RESPONSE_CODE, &status) != CURLE_OK { status = 0 }
        switch code {
        case CURLE_OK: return status > 0 ? WebhookOutcome(status: status) : WebhookOutcome(.other)
        // The answer was longer than anybody wants to read; what it says stands at its beginning.
        case CURLE_WRITE_ERROR where status >= 200: return WebhookOutcome(status: status)
        case CURLE_COULDNT_RESOLVE_HOST: return WebhookOutcome(.unknownHost)
        case CURLE_COULDNT_CONNECT where course.isForbidden: return WebhookOutcome(.forbiddenAddress)
        case CURLE_COULDNT_CONNECT, CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR:
            return WebhookOutcome(.unreachable)
        case CURLE_OPERATION_TIMEDOUT: return WebhookOutcome(.timeout)
        case _ where code.isOfTLS:
            return WebhookOutcome(.tls)
        default: return WebhookOutcome(.other)
        }
    }
}

/// Counts what comes and keeps nothing; less than came breaks the transfer off.
private func receive(
    _ bytes: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context else { return 0 }
    let course = Unmanaged<CurlRequest.Course>.fromOpaque(context).takeUnretainedValue()
    course.received += size * count
    return course.received <= CurlRequest.answerLimit ? size * count : 0
}

/// Called for each address that the host's name has led to, with the very one that is connected to: a name that leads elsewhere
/// the next time it is asked for gains nothing.
private func openSocket(
    _ context: UnsafeMutableRawPointer?,
    _ purpose: curlsocktype,
    _ target: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
    guard let context, let target else { return priyom_curl_bad_socket }
    let course = Unmanaged<CurlRequest.Course>.fromOpaque(context).takeUnretainedValue()
    let address = withUnsafePointer(to: &target.pointee.addr) {
        NetworkAddress($0, length: Int(target.pointee.addrlen))
    }
    guard let address, course.addresses.allows(address) else {
        course.isForbidden = true
        return priyom_curl_bad_socket
    }
    // Not for the programs that convert recordings.
    let type = target.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
    return socket(target.pointee.family, type, target.pointee.protocol)
}
