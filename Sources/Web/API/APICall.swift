import ContactCenter
import Foundation
import Hummingbird

/// A request to the API whose sender is known, whose query and body were understood.
struct APICall: Sendable {
    var site: Site
    var request: Request
    var context: Context
    var viewer: Viewer
    var body: JSON = .null
    /// The body where it is no JSON.
    var file: [UInt8] = []
    /// Where what is asked for is to be carried out once: what makes the claim of an answer.
    var claim: (@Sendable (@escaping @Sendable (any Sendable) -> APIAnswer?) -> RequestClaim)?

    var reader: SignedIn { get throws { try context.signedIn } }

    /// The number in the path.
    ///
    /// - Throws: 404 for what is none.
    func id<Record>(_ type: Record.Type = Record.self) throws -> RecordID<Record> {
        guard let id = context.parameters.get(Operation.idName).flatMap({ Int64($0) }), id > 0 else {
            throw Problem(.notFound)
        }
        return RecordID(id)
    }

    /// The call in the path.
    ///
    /// - Throws: 404 for what names none.
    var callID: CallID {
        get throws {
            guard let id = idText.flatMap(CallID.init(description:)) else { throw Problem(.notFound) }
            return id
        }
    }

    /// What stands in the path in place of a number.
    var idText: String? { context.parameters.get(Operation.idName)?.removingPercentEncoding }

    var author: RecordAuthor { get throws { try site.author(context) } }

    /// Who makes something.
    ///
    /// - Parameter answer: what is answered when the store gives this; `nil` when it made nothing.
    func author(answering answer: @escaping @Sendable (any Sendable) -> APIAnswer?) throws -> RecordAuthor {
        var author = try author
        author.claim = claim?(answer)
        return author
    }

    // MARK: - Lists

    static let mostOnPage = 200
    static let usualOnPage = 50

    static let limit = Operation.Parameter(
        "limit",
        .integer(1...Int64(mostOnPage)),
        "How many are given at once; \(usualOnPage) where nothing is said."
    )
    static let after = Operation.Parameter(
        "after",
        .text(limit: 200),
        "Where the page before ended. Take the whole address from its `next`."
    )
    static let hidden = Operation.Parameter("hidden", .choice(["1"]), "`1`: hidden ones, too.")

    /// The parameters of this name and others, as pages read them.
    func address(_ names: [String]) -> ListAddress {
        ListAddress(Site.apiPath + "/" + relativePath, of: request, fields: names)
    }

    private var relativePath: String {
        request.uri.path.split(separator: "/").dropFirst(2).joined(separator: "/")
    }

    var limit: Int { address(["limit"])["limit"].flatMap { Int($0) } ?? Self.usualOnPage }

    func page(_ items: [JSON], next: ListAddress?) -> APIAnswer {
        APIAnswer(["items": .array(items), "next": JSON(next?.reference)])
    }

    static func pageSchema(of component: String) -> Schema {
        .object([
            .init("items", .array(of: .reference(to: component))),
            .init(
                "next",
                Schema.text.optional.described("The address of the page after this one; null behind the last")
            ),
        ])
    }

    // MARK: - Versions

    /// The version that the sender has read: `If-Match: "3"`, or `version` in the body.
    ///
    /// - Throws: 428 where neither is there.
    func version() throws -> Int64 {
        if let tag = request.headers[.ifMatch] {
            let digits = tag.trimmingCharacters(in: .whitespaces).drop { $0 == "W" || $0 == "/" }.filter { $0 != "\"" }
            guard let version = Int64(digits) else { throw Problem(.versionRequired) }
            return version
        }
        switch body["version"] {
        case nil: throw Problem(.versionRequired)
        case let version?:
            guard let version = version.integer else {
                throw Problem(.invalid, errors: [FieldError(at: "version", reason: .wrongType(.integer))])
            }
            return version
        }
    }

    /// Somebody else has changed it meanwhile.
    ///
    /// - Parameter present: what stands there now.
    func stale(_ present: JSON) -> Problem {
        var problem = Problem(.stale)
        if request.headers[.ifMatch] != nil { problem.status = .preconditionFailed }
        problem.members = [JSON.Member("current", present)]
        return problem
    }
}
