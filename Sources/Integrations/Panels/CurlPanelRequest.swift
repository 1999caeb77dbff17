import CLibCurl
import ContactCenter
import Foundation

/// One GET, on the thread that performs it.
struct CurlPanelRequest: Sendable {
    let url: String
    let headers: [String]
    /// For all of it, from the name of the host to the last byte.
    let limit: Duration
    let longest: Int

    /// What has come so far.
    fileprivate final class Course {
        let longest: Int
        var bytes: [UInt8] = []
        var isTooLong = false

        init(longest: Int) { self.longest = longest }
    }

    func perform() -> PanelAnswer {
        guard let curl = curl_easy_init() else { return .failed(.unreachable) }
        defer { curl_easy_cleanup(curl) }
        var list: UnsafeMutablePointer<curl_slist>?
        for header in ["User-Agent: Priyom"] + headers { list = curl_slist_append(list, header) }
        defer { curl_slist_free_all(list) }
        let course = Course(longest: longest)
        // Until curl has let go of it.
        return withExtendedLifetime(course) {
            guard prepare(curl, list, Unmanaged.passUnretained(course).toOpaque()) else {
                return .failed(.unreachable)
            }
            return answer(to: curl_easy_perform(curl), curl, course)
        }
    }

    private func prepare(
        _ curl: UnsafeMutableRawPointer,
        _ headers: UnsafeMutablePointer<curl_slist>?,
        _ course: UnsafeMutableRawPointer
    ) -> Bool {
        let milliseconds = max(1, Int(limit / .milliseconds(1)))
        var options = CurlOptions(url: url, protocols: "http,https", connecting: milliseconds, limit: milliseconds)
        options.set(CURLOPT_HTTPGET, 1)
        options.set(CURLOPT_FOLLOWLOCATION, 0)
        options.set(CURLOPT_PATH_AS_IS, 1)
        options.set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
        return options.apply(to: curl)
            && priyom_curl_set_headers(curl, headers) == CURLE_OK
            && priyom_curl_set_body_receiver(curl, receive, course) == CURLE_OK
    }

    private func answer(to code: CURLcode, _ curl: UnsafeMutableRawPointer, _ course: Course) -> PanelAnswer {
        switch code {
        case CURLE_OK:
            var status = 0
            guard priyom_curl_get_long(curl, CURLINFO_RESPONSE_CODE, &status) == CURLE_OK else {
                return .failed(.unreachable)
            }
            return status == 200 ? .content(course.bytes) : .failed(.refused(status: status))
        case CURLE_WRITE_ERROR where course.isTooLong: return .failed(.tooLong)
        case CURLE_OPERATION_TIMEDOUT: return .failed(.timeout)
        case _ where code.isOfTLS:
            return .failed(.certificate)
        default: return .failed(.unreachable)
        }
    }
}

/// Less than came breaks the transfer off.
private func receive(
    _ bytes: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context, let bytes else { return 0 }
    let course = Unmanaged<CurlPanelRequest.Course>.fromOpaque(context).takeUnretainedValue()
    guard course.bytes.count + size * count <= course.longest else {
        course.isTooLong = true
        return 0
    }
    course.bytes += UnsafeRawBufferPointer(start: bytes, count: size * count)
    return size * count
}
