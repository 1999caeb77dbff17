import CLibCurl
import ContactCenter
import Foundation

/// One thing asked of an IMAP server, on the thread that asks it.
struct CurlMailBoxRequest: Sendable {
    /// Behind the folder's name: which letter.
    var path = ""
    /// Other than fetching a letter.
    var command: String?
    /// Bytes; who sends more is not listened to.
    var most: Int

    struct Answer: Sendable {
        var problem: MailBoxProblem?
        /// The server has nothing of this name.
        var isMissing = false
        /// What the server says, line by line.
        var told: [UInt8] = []
        /// What was asked for.
        var body: [UInt8] = []
    }

    /// What has come so far.
    fileprivate final class Course {
        let most: Int
        var answer = Answer()
        /// Where curl says in words what went wrong.
        let words: UnsafeMutablePointer<CChar>

        init(most: Int) {
            self.most = most
            words = .allocate(capacity: Int(CURL_ERROR_SIZE))
            words.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        }

        deinit { words.deallocate() }
    }

    func perform(by handles: CurlHandles, _ options: CurlOptions) -> Answer {
        guard let curl = handles.take() else { return Answer(problem: .other) }
        defer { handles.giveBack(curl) }
        let course = Course(most: most)
        // Until curl has let go of it.
        return withExtendedLifetime(course) {
            let context = Unmanaged.passUnretained(course).toOpaque()
            let isReady =
                options.apply(to: curl) && priyom_curl_set_body_receiver(curl, receiveBody, context) == CURLE_OK
                && priyom_curl_set_header_receiver(curl, receiveLine, context) == CURLE_OK
                && priyom_curl_set_pointer(curl, CURLOPT_ERRORBUFFER, course.words) == CURLE_OK
            guard isReady else { return Answer(problem: .other) }
            let code = curl_easy_perform(curl)
            course.answer.isMissing = code == CURLE_REMOTE_FILE_NOT_FOUND && command == nil
            // curl has one code for a log-in and for a folder that are refused.
            let isFolder = code == CURLE_LOGIN_DENIED && String(cString: course.words).hasPrefix("Select")
            course.answer.problem = course.answer.isMissing ? nil : isFolder ? .noFolder : Self.problem(of: code)
            return course.answer
        }
    }

    private static func problem(of code: CURLcode) -> MailBoxProblem? {
        switch code {
        case CURLE_OK: nil
        case CURLE_LOGIN_DENIED: .login
        case CURLE_REMOTE_FILE_NOT_FOUND, CURLE_QUOTE_ERROR, CURLE_REMOTE_ACCESS_DENIED: .noFolder
        case CURLE_COULDNT_RESOLVE_HOST: .unknownHost
        case CURLE_OPERATION_TIMEDOUT: .timeout
        case CURLE_USE_SSL_FAILED: .tls
        case _ where code.isOfTLS: .tls
        case CURLE_COULDNT_CONNECT, CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_WEIRD_SERVER_REPLY:
            .unreachable
        default: .other
        }
    }
}

private func receiveLine(
    _ bytes: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let bytes, let context else { return 0 }
    let course = Unmanaged<CurlMailBoxRequest.Course>.fromOpaque(context).takeUnretainedValue()
    // Of a letter's lines nothing is needed here; what stands at the beginning tells of the folder.
    if course.answer.told.count < 65_536 {
        course.answer.told += UnsafeRawBufferPointer(start: bytes, count: size * count)
    }
    return size * count
}

/// Less than came breaks the transfer off.
private func receiveBody(
    _ bytes: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let bytes, let context else { return 0 }
    let course = Unmanaged<CurlMailBoxRequest.Course>.fromOpaque(context).takeUnretainedValue()
    guard course.answer.body.count + size * count <= course.most else { return 0 }
    course.answer.body += UnsafeRawBufferPointer(start: bytes, count: size * count)
    return size * count
}
