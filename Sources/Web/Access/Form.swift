import Foundation
import Hummingbird

/// The fields of a form that a page has sent. Nothing in it is trusted.
struct Form: Sendable {
    private let values: [String: [String]]

    /// What no page has sent yet.
    static let empty = Form(values: [:])

    private init(values: [String: [String]]) { self.values = values }

    /// Bytes: no form of ours is larger.
    private static let limit = 16_384
    /// The same for who is logged in: a page of callers may be marked, with all calls of each; a note of the longest kind has
    /// each character as the most percent signs.
    static let limitForReaders = 65_536

    /// - Throws: 413 for a form that is too large, 400 for what is no form.
    init(of request: Request) async throws {
        try await self.init(of: request, upTo: Self.limit)
    }

    private init(of request: Request, upTo limit: Int) async throws {
        var request = request
        let body = try await request.collectBody(upTo: limit)
        var values: [String: [String]] = [:]
        for pair in String(buffer: body).split(separator: "&") {
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = String(sides[0]).decodedFromForm,
                let value = (sides.count > 1 ? String(sides[1]) : "").decodedFromForm
            else { throw HTTPError(.badRequest) }
            values[name, default: []].append(value)
        }
        self.values = values
    }

    /// A form of somebody logged in.
    ///
    /// - Throws: 403 when it was not made for this session.
    init(of request: Request, from reader: SignedIn, upTo limit: Int = limitForReaders) async throws {
        try await self.init(of: request, upTo: limit)
        guard reader.secret.accepts(formToken: self["token"] ?? "") else { throw HTTPError(.forbidden) }
    }

    /// `nil` when there is no such field.
    subscript(_ name: String) -> String? { values[name]?.last }

    /// The last value of each field.
    var all: [String: String] { values.compactMapValues(\.last) }

    /// Of a field that may stand there several times: what is ticked in a list.
    func all(_ name: String) -> [String] { values[name] ?? [] }
}

extension String {
    /// - Returns: `nil` for a percent sign that encodes nothing, or no text.
    var decodedFromForm: String? { replacing("+", with: " ").removingPercentEncoding }
}
