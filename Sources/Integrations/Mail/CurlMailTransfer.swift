import CLibCurl
import ContactCenter
import Foundation

/// One letter, on the thread that hands it to the mail server.
struct CurlMailTransfer: Sendable {
    private static let connectingLimit = 15_000
    /// Milliseconds for all of it; the lease of a run is longer.
    private static let limit = 120_000
    fileprivate static let longestAnswer = 1_000

    let server: MailServer
    let recipients: [MailAddress]
    /// The letter as it goes out.
    let bytes: [UInt8]

    /// What is sent, and what the server says to it.
    fileprivate final class Course {
        let bytes: [UInt8]
        var place = 0
        /// The last line that says no.
        var refusal: String?

        init(_ bytes: [UInt8]) { self.bytes = bytes }
    }

    func perform() -> MailOutcome {
        let course = Course(bytes)
        // Until curl has let go of it.
        return withExtendedLifetime(course) { perform(course) }
    }

    private func perform(_ course: Course) -> MailOutcome {
        guard let curl = curl_easy_init() else { return MailOutcome(.other) }
        defer { curl_easy_cleanup(curl) }
        var list: UnsafeMutablePointer<curl_slist>?
        for recipient in recipients { list = curl_slist_append(list, "<\(recipient)>") }
        defer { curl_slist_free_all(list) }
        guard prepare(curl, list, Unmanaged.passUnretained(course).toOpaque()) else { return MailOutcome(.other) }
        return outcome(of: curl_easy_perform(curl), course)
    }

    private func prepare(
        _ curl: UnsafeMutableRawPointer,
        _ recipients: UnsafeMutablePointer<curl_slist>?,
        _ course: UnsafeMutableRawPointer
    ) -> Bool {
        let encryption = server.security == .off ? CURLUSESSL_NONE : CURLUSESSL_ALL
        var options = CurlOptions(
            url: server.description,
            protocols: "smtp,smtps",
            connecting: Self.connectingLimit,
            limit: Self.limit
        )
        options.set(CURLOPT_MAIL_FROM, "<\(server.from.address)>")
        options.set(CURLOPT_USERNAME, server.user)
        options.set(CURLOPT_PASSWORD, server.user.map { _ in server.password ?? "" })
        options.set(CURLOPT_CAINFO, server.authority)
        options.set(CURLOPT_UPLOAD, 1)
        options.set(CURLOPT_INFILESIZE, bytes.count)
        options.set(CURLOPT_USE_SSL, Int(encryption.rawValue))
        return options.apply(to: curl)
            && priyom_curl_set_recipients(curl, recipients) == CURLE_OK
            && priyom_curl_set_source(curl, give, course) == CURLE_OK
            && priyom_curl_set_receiver(curl, hear, course) == CURLE_OK
    }

    private func outcome(of code: CURLcode, _ course: Course) -> MailOutcome {
        let problem: MailProblem? =
            switch code {
            case CURLE_OK: nil
            case CURLE_LOGIN_DENIED: .login
            case CURLE_COULDNT_RESOLVE_HOST: .unknownHost
            case CURLE_OPERATION_TIMEDOUT: .timeout
            case CURLE_USE_SSL_FAILED: .tls
            case _ where code.isOfTLS: .tls
            case _ where course.refusal != nil: .refused
            case CURLE_COULDNT_CONNECT, CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR: .unreachable
            default: .other
            }
        return problem.map { MailOutcome($0, answer: course.refusal) } ?? .sent
    }
}

/// Gives curl the next piece of the letter.
private func give(
    _ buffer: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let buffer, let context else { return 0 }
    let course = Unmanaged<CurlMailTransfer.Course>.fromOpaque(context).takeUnretainedValue()
    let piece = course.bytes[course.place...].prefix(size * count)
    piece.withUnsafeBytes { bytes in
        if let start = bytes.baseAddress { memcpy(buffer, start, bytes.count) }
    }
    course.place += piece.count
    return piece.count
}

/// Keeps what the server says where it says no; a line at a time.
private func hear(
    _ bytes: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let bytes, let context else { return 0 }
    let course = Unmanaged<CurlMailTransfer.Course>.fromOpaque(context).takeUnretainedValue()
    let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
    if line.first == UInt8(ascii: "4") || line.first == UInt8(ascii: "5") {
        let text = String(decoding: line.prefix(CurlMailTransfer.longestAnswer), as: UTF8.self)
        course.refusal = String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }
            )
        ).trimmingCharacters(in: .whitespaces)
    }
    return size * count
}
