import Foundation
import Hummingbird

/// The fields of a form that a page has sent. Nothing in it is trusted.
struct Form: Sendable {
    private let values: [String: String]

    /// Bytes: few forms of ours are larger.
    private static let usualLimit = 16_384

    /// - Throws: 413 for a form that is too large, 400 for what is no form.
    init(of request: Request, limit: Int = usualLimit) async throws {
        var request = request
        let body = try await request.collectBody(upTo: limit)
        var values: [String: String] = [:]
        for pair in String(buffer: body).split(separator: "&") {
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = String(sides[0]).decodedFromForm,
                let value = (sides.count > 1 ? String(sides[1]) : "").decodedFromForm
            else { throw HTTPError(.badRequest) }
            values[name] = value
        }
        self.values = values
    }

    /// A form of somebody logged in.
    ///
    /// - Throws: 403 when it was not made for this session.
    init(of request: Request, from reader: SignedIn, limit: Int = usualLimit) async throws {
        try await self.init(of: request, limit: limit)
        guard reader.secret.accepts(formToken: self["token"] ?? "") else { throw HTTPError(.forbidden) }
    }

    /// `nil` when there is no such field.
    subscript(_ name: String) -> String? { values[name] }
}

extension String {
    /// - Returns: `nil` for a percent sign that encodes nothing, or no text.
    fileprivate var decodedFromForm: String? { replacing("+", with: " ").removingPercentEncoding }
}
