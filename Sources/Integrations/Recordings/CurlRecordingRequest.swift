import CLibCurl
import ContactCenter
import Foundation

/// One GET of a part of a file, on the thread that performs it; what comes is written to a file of ours.
struct CurlRecordingRequest: Sendable {
    private static let connectingLimit = 5_000
    /// Bytes a second; who sends less for so many seconds is not waited for.
    private static let slowest = (bytes: 1_024, seconds: 10)

    let url: String
    let server: RecordingServer
    /// The first byte that is wanted.
    let from: Int64
    /// The end of what is wanted, counted from the file's beginning.
    let until: Int64
    /// For all of it.
    let limit: Duration
    /// Open for writing; bytes stand in it where they stand in the original.
    let output: Int32

    struct Answer: Hashable {
        /// 0 where there was none.
        var status = 0
        /// Of the whole file.
        var total: Int64?
        var modifiedAt: Date?
        /// Behind the last byte that was written.
        var end: Int64
        /// What went wrong below HTTP.
        var problem: String?
    }

    /// What has come so far.
    fileprivate final class Course {
        let request: CurlRecordingRequest
        var status = 0
        var total: Int64?
        var end: Int64
        /// As much as was wanted is there, or the answer is not what was asked for.
        var isDone = false

        init(_ request: CurlRecordingRequest) {
            self.request = request
            end = request.from
        }
    }

    func perform(by connections: CurlHandles) -> Answer {
        guard let curl = connections.take() else { return Answer(end: from, problem: "there is no memory") }
        defer { connections.giveBack(curl) }
        let course = Course(self)
        // Until curl has let go of it.
        return withExtendedLifetime(course) {
            guard prepare(curl, Unmanaged.passUnretained(course).toOpaque()) else {
                return Answer(end: from, problem: "the request cannot be made")
            }
            return answer(to: curl_easy_perform(curl), curl, course)
        }
    }

    private func prepare(_ curl: UnsafeMutableRawPointer, _ course: UnsafeMutableRawPointer) -> Bool {
        var options = CurlOptions(
            url: url,
            protocols: "http,https",
            connecting: Self.connectingLimit,
            limit: max(1, Int(limit / .milliseconds(1)))
        )
        options.set(CURLOPT_USERAGENT, "Priyom")
        options.set(CURLOPT_RANGE, "\(from)-\(until - 1)")
        options.set(CURLOPT_USERNAME, server.user)
        options.set(CURLOPT_PASSWORD, server.password)
        options.set(CURLOPT_CAINFO, server.authority)
        options.set(CURLOPT_HTTPGET, 1)
        // Nobody is followed anywhere: the password is for this host alone.
        options.set(CURLOPT_FOLLOWLOCATION, 0)
        options.set(CURLOPT_PATH_AS_IS, 1)
        options.set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
        options.set(CURLOPT_FILETIME, 1)
        // Basic.
        options.set(CURLOPT_HTTPAUTH, 1)
        options.set(CURLOPT_LOW_SPEED_LIMIT, Self.slowest.bytes)
        options.set(CURLOPT_LOW_SPEED_TIME, Self.slowest.seconds)
        return options.apply(to: curl)
            && priyom_curl_set_body_receiver(curl, receiveBody, course) == CURLE_OK
            && priyom_curl_set_header_receiver(curl, receiveHeader, course) == CURLE_OK
    }

    private func answer(to code: CURLcode, _ curl: UnsafeMutableRawPointer, _ course: Course) -> Answer {
        var answer = Answer(status: course.status, total: course.total, end: course.end)
        var modified = -1
        if priyom_curl_get_long(curl, CURLINFO_FILETIME, &modified) == CURLE_OK, modified > 0 {
            answer.modifiedAt = Date(timeIntervalSince1970: Double(modified))
        }
        if code != CURLE_OK, !(code == CURLE_WRITE_ERROR && course.isDone) {
            answer.problem = String(cString: curl_easy_strerror(code))
        }
        return answer
    }
}

extension CurlRecordingRequest.Course {
    fileprivate func take(header line: String) {
        let lower = line.lowercased()
        if lower.hasPrefix("http/") {
            status = line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
            total = nil
            // Without a part the whole comes, from its beginning.
            if status == 200 { end = 0 }
        } else if status == 206, lower.hasPrefix("content-range:") {
            // `bytes 0-65535/160044`
            let parts = lower.dropFirst("content-range:".count).split { " -/\r\n".contains($0) }
            guard parts.count == 4, parts[0] == "bytes", Int64(parts[1]) == request.from else {
                status = 0
                return
            }
            total = Int64(parts[3]).flatMap { $0 >= 0 ? $0 : nil }
        } else if status == 200, lower.hasPrefix("content-length:") {
            let text = lower.dropFirst("content-length:".count).trimmingCharacters(in: .whitespacesAndNewlines)
            total = Int64(text).flatMap { $0 >= 0 ? $0 : nil }
        }
    }

    /// - Returns: whether more is wanted.
    fileprivate func take(body bytes: UnsafeRawBufferPointer) -> Bool {
        guard status == 200 || status == 206, total != nil else {
            isDone = true
            return false
        }
        // A part that is what was asked for ends by itself, and its connection serves for the next one.
        let endsByItself = status == 206 && Int64(bytes.count) <= request.until - end
        var rest = bytes.prefix(Int(max(0, min(Int64(bytes.count), request.until - end))))
        isDone = rest.count < bytes.count || end + Int64(rest.count) == request.until
        while !rest.isEmpty {
            let part = UnsafeRawBufferPointer(rebasing: rest)
            let written = pwrite(request.output, part.baseAddress, part.count, off_t(end))
            if written < 0, errno == EINTR { continue }
            guard written > 0 else {
                isDone = false
                return false
            }
            end += Int64(written)
            rest = rest.dropFirst(written)
        }
        return endsByItself || !isDone
    }
}

private func receiveHeader(
    _ bytes: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context, let bytes else { return 0 }
    let course = Unmanaged<CurlRecordingRequest.Course>.fromOpaque(context).takeUnretainedValue()
    let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
    course.take(header: String(decoding: line, as: UTF8.self))
    return size * count
}

/// Less than came breaks the transfer off.
private func receiveBody(
    _ bytes: UnsafeMutablePointer<CChar>?,
    _ size: Int,
    _ count: Int,
    _ context: UnsafeMutableRawPointer?
) -> Int {
    guard let context, let bytes else { return 0 }
    let course = Unmanaged<CurlRecordingRequest.Course>.fromOpaque(context).takeUnretainedValue()
    let wantsMore = course.take(body: UnsafeRawBufferPointer(start: bytes, count: size * count))
    return wantsMore ? size * count : 0
}
