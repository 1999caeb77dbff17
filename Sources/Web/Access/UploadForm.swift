import Foundation
import HTTPTypes
import Hummingbird

/// A form with files that a page has sent (`multipart/form-data`, RFC 7578). Nothing in it is trusted, least of all the names of files.
struct UploadForm: Sendable {
    struct File: Sendable {
        /// As the sender's machine calls it; for eyes.
        var name: String
        var bytes: [UInt8]
    }

    private var fields: [String: String] = [:]
    private var files: [String: File] = [:]

    /// More parts than any form of ours has.
    private static let mostParts = 32

    /// - Throws: 413 for one that is too large, 400 for what is no such form, 403 when it was not made for this session.
    init(of request: Request, from reader: SignedIn, upTo limit: Int) async throws {
        guard let boundary = Self.boundary(request.headers[.contentType] ?? "") else { throw HTTPError(.badRequest) }
        var request = request
        let body = try await request.collectBody(upTo: limit)
        guard parse(Data(body.readableBytesView), boundary: boundary) else { throw HTTPError(.badRequest) }
        guard reader.secret.accepts(formToken: fields["token"] ?? "") else { throw HTTPError(.forbidden) }
    }

    /// - Returns: `nil` when there is no such field.
    subscript(_ name: String) -> String? { fields[name] }

    /// - Returns: `nil` where no file was chosen; one that is empty has a name.
    func file(_ name: String) -> File? { files[name].flatMap { $0.bytes.isEmpty && $0.name.isEmpty ? nil : $0 } }

    /// `multipart/form-data; boundary=…`, at most 70 bytes.
    private static func boundary(_ type: String) -> String? {
        let parts = type.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
        guard parts.first?.lowercased() == "multipart/form-data",
            let part = parts.first(where: { $0.lowercased().hasPrefix("boundary=") })
        else { return nil }
        let boundary = part.dropFirst("boundary=".count).trimmingCharacters(in: ["\""])
        return (1...70).contains(boundary.utf8.count) ? boundary : nil
    }

    /// - Returns: false where it is no form, or ends before its end.
    private mutating func parse(_ body: Data, boundary: String) -> Bool {
        let line = Data("\r\n".utf8)
        let delimiter = Data("--\(boundary)".utf8)
        guard body.starts(with: delimiter) else { return false }
        var place = body.startIndex + delimiter.count
        for _ in 0..<Self.mostParts {
            let rest = body[place...]
            if rest.starts(with: Data("--".utf8)) { return true }
            guard rest.starts(with: line),
                let header = body.range(of: line + line, in: place..<body.endIndex),
                let end = body.range(of: line + delimiter, in: header.upperBound - line.count..<body.endIndex)
            else { return false }
            let content = header.upperBound <= end.lowerBound ? body[header.upperBound..<end.lowerBound] : Data()
            take(String(decoding: body[place..<header.lowerBound], as: UTF8.self), content)
            place = end.upperBound
        }
        return false
    }

    private mutating func take(_ headers: String, _ content: Data) {
        let disposition = headers.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-disposition:") }
        guard let disposition, let name = Self.parameter("name", of: disposition) else { return }
        if let file = Self.parameter("filename", of: disposition) {
            files[name] = File(name: file, bytes: [UInt8](content))
        } else {
            fields[name] = String(decoding: content, as: UTF8.self)
        }
    }

    /// Browsers write a quotation mark in a name as `%22`.
    private static func parameter(_ name: String, of header: Substring) -> String? {
        guard let start = header.range(of: "; \(name)=\"") else { return nil }
        return String(header[start.upperBound...].prefix { $0 != "\"" }).replacing("%22", with: "\"")
    }
}
