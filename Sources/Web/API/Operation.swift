import ContactCenter
import Foundation
import HTTPTypes
import Hummingbird

/// One thing that programs can ask for: the router and the description of the API are made of these, so that neither has what the
/// other lacks.
struct Operation: Sendable {
    typealias Handler = @Sendable (APICall) async throws -> APIAnswer

    /// What stands in a query.
    struct Parameter: Sendable {
        var name: String
        var content: FieldContent
        var words: String

        init(_ name: String, _ content: FieldContent, _ words: String) {
            self.name = name
            self.content = content
            self.words = words
        }
    }

    struct Body: Sendable {
        var schema: Schema
        var isRequired = true
        /// Where it is a file and no JSON.
        var file: File?
    }

    /// What is no JSON.
    struct File: Sendable {
        /// `image/jpeg`
        var types: [String]
        /// A part of it may be asked for by `Range`.
        var hasParts = false
    }

    /// One kind of answer that is no problem.
    struct Success: Sendable {
        var status: HTTPResponse.Status
        var words: String
        var schema: Schema
        /// Where a file is answered and no JSON.
        var file: File?
    }

    /// `listVehicles`
    var id: String
    var method: HTTPRequest.Method
    /// Below `/api/v1`: `/vehicles/{id}`.
    var path: String
    var words: String
    /// What it is about: the heading in the description.
    var subject: String
    /// `nil` for what everybody may ask, without a token.
    var permission: Permission?
    /// Of what stands in the path as `{id}`.
    var idSchema = Schema.id
    var parameters: [Parameter] = []
    var body: Body?
    /// Makes something: a key of the sender's own keeps it from being made twice.
    var isCreation = false
    var success: Success
    /// Problems besides those that every request may meet.
    var problems: [Problem.Code] = []
    var handler: Handler
}

extension Operation {
    /// A whole number in the path.
    static let idName = "id"
    /// The place of something in a list, from 1, in the path.
    static let numberName = "number"

    var pathNames: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }
}

/// What is answered, before it is a response.
struct APIAnswer: Sendable {
    var status: HTTPResponse.Status
    var json: JSON
    /// Where what was made is found.
    var location: String?
    var version: Int64?
    /// In place of JSON.
    private var file: Response?

    init(file: Response) {
        self.init(.null, status: file.status)
        self.file = file
    }

    init(_ json: JSON, status: HTTPResponse.Status = .ok, location: String? = nil, version: Int64? = nil) {
        self.status = status
        self.json = json
        self.location = location
        self.version = version
    }

    var response: Response { file ?? kept.response }

    /// For a request that may be sent again.
    var kept: KeptAnswer {
        KeptAnswer(
            status: status.code,
            location: location,
            entityTag: version.map { "\"\($0)\"" },
            body: json.description
        )
    }
}
