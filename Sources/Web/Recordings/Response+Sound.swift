import ContactCenter
import Foundation
import HTTPTypes
import Hummingbird

extension Response {
    private static let chunk = 64 * 1_024

    /// Sound, or the part of it that was asked for. Browsers keep nothing of it: it is a conversation.
    ///
    /// - Parameters:
    ///   - name: for the file where it is saved, without its extension.
    ///   - isFile: the browser is to save it, not to play it.
    static func sound(
        _ sound: any RecordingSound,
        named name: String,
        isFile: Bool = false,
        for request: Request
    ) -> Response {
        let tag = "\"\(sound.tag)\""
        var headers: HTTPFields = [
            .contentType: sound.type,
            .acceptRanges: "bytes",
            .eTag: tag,
            .cacheControl: "no-store",
            .contentDisposition:
                "\(isFile ? "attachment" : "inline"); filename=\"\(name.plainInFileName).\(sound.nameExtension)\"",
        ]
        // A part of what has changed meanwhile is of no use.
        let isStale = request.headers[.ifRange].map { $0 != tag } ?? false
        let asked = request.method == .get && !isStale ? request.headers[.range] : nil
        switch ByteRange(asked, size: sound.size) {
        case .whole:
            return Response(status: .ok, headers: headers, body: body(of: sound, 0..<sound.size))
        case .part(let range):
            headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(sound.size)"
            return Response(status: .partialContent, headers: headers, body: body(of: sound, range))
        case .unsatisfiable:
            headers[.contentRange] = "bytes */\(sound.size)"
            headers[.contentDisposition] = nil
            headers[.contentType] = nil
            return Response(status: .rangeNotSatisfiable, headers: headers)
        }
    }

    /// No more is read than the browser takes.
    private static func body(of sound: any RecordingSound, _ range: Range<Int64>) -> ResponseBody {
        ResponseBody(contentLength: range.count) { writer in
            var place = range.lowerBound
            while place < range.upperBound {
                let count = Int(min(Int64(chunk), range.upperBound - place))
                let bytes = try await sound.bytes(from: place, count: count)
                guard !bytes.isEmpty else { throw HTTPError(.internalServerError) }
                try await writer.write(ByteBuffer(bytes: bytes))
                place += Int64(bytes.count)
            }
            try await writer.finish(nil)
        }
    }
}

extension String {
    /// Letters of ours, digits, points and dashes: what is safe between quotes and on any file system.
    var plainInFileName: String {
        String(prefix(80).map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") ? $0 : "-" })
    }
}
