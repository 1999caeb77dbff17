import ContactCenter
import Hummingbird

/// Why a request was not carried out, as RFC 9457 has it. Codes are for programs and stay; words are for people, in their language.
struct Problem: Error, Sendable {
    enum Code: String, CaseIterable, Sendable {
        case tokenMissing = "token_missing"
        case tokenUnknown = "token_unknown"
        case tooManyAttempts = "too_many_attempts"
        case forbidden
        case notFound = "not_found"
        case methodNotAllowed = "method_not_allowed"
        case bodyTooLarge = "body_too_large"
        case notJSON = "not_json"
        case malformedJSON = "malformed_json"
        case notPicture = "not_picture"
        case noSound = "no_sound"
        case badRange = "bad_range"
        case badParameter = "bad_parameter"
        case badCursor = "bad_cursor"
        case cursorAhead = "cursor_ahead"
        case invalid
        case versionRequired = "version_required"
        case stale
        case badKey = "bad_key"
        case keyReused = "key_reused"
        case known
        case refused
        case inTheWay = "in_the_way"
        case badRequest = "bad_request"
        case failure
    }

    var code: Code
    /// Where another one than the code's usual is meant.
    var status: HTTPResponse.Status?
    /// What the words of the code speak of.
    var subject: String = ""
    var errors: [FieldError] = []
    /// What helps to go on: what stands there now, who else has the number.
    var members: [JSON.Member] = []
    var headers: HTTPFields = [:]

    init(_ code: Code, subject: String = "", errors: [FieldError] = []) {
        self.code = code
        self.subject = subject
        self.errors = errors
    }
}

/// What is wrong with one field of a body, or with one parameter of an address.
struct FieldError: Error, Hashable, Sendable {
    enum Reason: Error, Hashable, Sendable {
        case field(FieldProblem.Kind, FieldContent?)
        /// There is no such field.
        case unknown
        case wrongType(JSON.Kind)
        /// Nobody sets it.
        case readOnly
        case script(ScriptProblem.Kind)
        case scriptText(ScriptTextProblem.Kind)
    }

    enum Place: Hashable, Sendable {
        /// A JSON Pointer into the body: `/phones/0/number`.
        case body(String)
        case parameter(String)
    }

    var place: Place
    var reason: Reason
    /// In a text of several lines, from 1.
    var line: Int?

    /// - Parameter path: names and numbers that lead to the value.
    init(at path: String..., reason: Reason) { self.init(path, reason) }

    init(_ path: [String], _ reason: Reason) {
        place = .body(Self.pointer(path))
        self.reason = reason
    }

    init(parameter: String, _ reason: Reason) {
        place = .parameter(parameter)
        self.reason = reason
    }

    /// A problem of the store with a field of the same name.
    init(_ problem: FieldProblem, content: FieldContent? = nil) {
        self.init(at: problem.field, reason: .field(problem.kind, content))
    }

    private static func pointer(_ path: [String]) -> String {
        path.map { "/" + $0.replacing("~", with: "~0").replacing("/", with: "~1") }.joined()
    }
}

extension Problem.Code {
    var usualStatus: HTTPResponse.Status {
        switch self {
        case .tokenMissing, .tokenUnknown: .unauthorized
        case .tooManyAttempts: .tooManyRequests
        case .forbidden: .forbidden
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .bodyTooLarge: .contentTooLarge
        case .notJSON, .notPicture: .unsupportedMediaType
        case .badRange: .rangeNotSatisfiable
        case .malformedJSON, .badParameter, .badCursor, .badKey, .badRequest: .badRequest
        case .cursorAhead: .gone
        case .invalid, .keyReused: .unprocessableContent
        case .versionRequired: .preconditionRequired
        case .stale, .known, .refused, .inTheWay, .noSound: .conflict
        case .failure: .internalServerError
        }
    }

    /// A name for programs. Nothing stands at it.
    var type: String { "urn:priyom:problem:\(rawValue)" }
}

extension Problem {
    func response(in language: Language) -> Response {
        let status = status ?? code.usualStatus
        var problem: [JSON.Member] = [
            JSON.Member("type", .string(code.type)), JSON.Member("title", .string(language[code.title].plain)),
            JSON.Member("status", JSON(status.code)), JSON.Member("code", .string(code.rawValue)),
        ]
        if let detail = code.detail {
            problem.append(JSON.Member("detail", .string(language(detail, HTML(text: subject)).plain)))
        }
        if !errors.isEmpty {
            problem.append(JSON.Member("errors", .array(errors.prefix(Self.mostErrors).map { $0.json(in: language) })))
        }
        let text = JSON.object(problem + members).description
        var response = Response.text(text + "\n", type: Self.mediaType, status: status, isKept: false)
        for field in headers { response.headers[field.name] = field.value }
        return response
    }

    static let mediaType = "application/problem+json"
    /// More are read by nobody.
    private static let mostErrors = 100

    static let schema = Schema.object(
        [
            .init("type", Schema.text.described("`urn:priyom:problem:` and the code")), .init("title", .text),
            .init("status", .integer), .init("code", .words(Code.allCases.map(\.rawValue))), .init("detail", .text),
            .init("errors", .array(of: .reference(to: "FieldError"))),
        ],
        required: ["type", "title", "status", "code"],
        isOpen: true
    )
}

extension FieldError {
    fileprivate func json(in language: Language) -> JSON {
        let (name, text): (String, String) =
            switch place {
            case .body(let pointer): ("pointer", pointer)
            case .parameter(let parameter): ("parameter", parameter)
            }
        var members = [
            JSON.Member(name, .string(shortened(text, to: 200))), JSON.Member("code", .string(reason.code)),
            JSON.Member("detail", .string(reason.words(in: language).plain)),
        ]
        if let line { members.append(JSON.Member("line", JSON(line))) }
        return .object(members)
    }

    static let schema = Schema.object(
        [
            .init("pointer", Schema.text.described("A JSON Pointer into the body")), .init("parameter", .text),
            .init("code", .words(Reason.codes)), .init("detail", .text),
            .init("line", Schema.integer.described("Of a text with several")),
        ],
        required: ["code", "detail"]
    )
}

extension FieldError.Reason {
    static let codes =
        [
            "required", "too_long", "out_of_range", "malformed", "no_such_record", "taken", "contradiction",
            "overlapping", "unusable_template",
            "unknown_field", "wrong_type", "read_only",
        ] + ScriptProblem.Kind.codes

    var code: String {
        switch self {
        case .field(.required, _): "required"
        case .field(.tooLong, _): "too_long"
        case .field(.outOfRange, _): "out_of_range"
        case .field(.malformed, _): "malformed"
        case .field(.noSuchRecord, _): "no_such_record"
        case .field(.taken, _): "taken"
        case .field(.contradiction, _): "contradiction"
        case .field(.overlapping, _): "overlapping"
        case .field(.template, _): "unusable_template"
        case .unknown: "unknown_field"
        case .wrongType: "wrong_type"
        case .readOnly: "read_only"
        case .script(let kind): kind.code
        case .scriptText(let kind): kind.code
        }
    }

    func words(in language: Language) -> HTML {
        switch self {
        case .field(let kind, let content): RecordWords.words(for: kind, in: content ?? .lines(limit: 0), language)
        case .unknown: language[.apiUnknownField]
        case .wrongType(let kind): language(.apiWrongType, HTML(text: kind.rawValue))
        case .readOnly: language[.apiReadOnly]
        case .script(let kind): ScriptWords.problem(kind, in: language)
        case .scriptText(let kind): ScriptWords.problem(kind, in: language)
        }
    }
}

extension Problem.Code {
    fileprivate var title: Phrase {
        switch self {
        case .tokenMissing, .tokenUnknown: .apiUnauthorized
        case .tooManyAttempts: .apiTooManyAttempts
        case .forbidden: .apiForbidden
        case .notFound: .apiNotFound
        case .methodNotAllowed: .apiMethodNotAllowed
        case .bodyTooLarge: .apiBodyTooLarge
        case .notJSON: .apiNotJSON
        case .malformedJSON: .apiMalformedJSON
        case .notPicture: .apiNotPicture
        case .noSound: .apiNoSound
        case .badRange: .apiBadRange
        case .badParameter: .apiBadParameter
        case .badCursor, .cursorAhead: .apiBadCursor
        case .invalid: .apiInvalid
        case .versionRequired: .apiVersionRequired
        case .stale: .apiStale
        case .badKey, .keyReused: .apiBadKey
        case .known: .apiKnown
        case .refused: .apiRefused
        case .inTheWay: .apiInTheWay
        case .badRequest: .apiBadRequest
        case .failure: .apiFailure
        }
    }

    fileprivate var detail: Phrase? {
        switch self {
        case .tokenMissing: .apiTokenMissing
        case .tokenUnknown: .apiTokenUnknown
        case .tooManyAttempts: .apiTooManyAttemptsDetail
        case .forbidden: .apiForbiddenDetail
        case .methodNotAllowed: .apiMethodNotAllowedDetail
        case .bodyTooLarge: .apiBodyTooLargeDetail
        case .notJSON: .apiNotJSONDetail
        case .malformedJSON: .apiMalformedJSONDetail
        case .notPicture: .apiNotPictureDetail
        case .cursorAhead: .apiCursorAhead
        case .versionRequired: .apiVersionRequiredDetail
        case .stale: .apiStaleDetail
        case .badKey: .apiBadKeyDetail
        case .keyReused: .apiKeyReused
        case .known: .apiKnownDetail
        case .failure: .failureReference
        case .notFound, .badParameter, .badCursor, .invalid, .refused, .inTheWay, .badRequest, .noSound, .badRange: nil
        }
    }
}

extension HTML {
    /// The words without the entities that a page needs.
    var plain: String {
        markup.replacing("&#39;", with: "'").replacing("&quot;", with: "\"").replacing("&lt;", with: "<")
            .replacing("&gt;", with: ">").replacing("&amp;", with: "&")
    }
}
