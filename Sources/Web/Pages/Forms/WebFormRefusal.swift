import ContactCenter
import HTTPTypes
import Hummingbird

/// Why a form was not taken.
enum WebFormRefusal: Error {
    /// No form has the key, or it is off.
    case unknown
    /// The page is of a site that the form does not name.
    case otherSite
    case wrongMethod
    case tooMany(seconds: Int)
    case tooLarge
    case otherType
    /// No form, or no JSON object of texts.
    case malformed
    case invalid([FieldProblem], WebForm)
    case failure(reference: String)

    private var status: HTTPResponse.Status {
        switch self {
        case .unknown: .notFound
        case .otherSite: .forbidden
        case .wrongMethod: .methodNotAllowed
        case .tooMany: .tooManyRequests
        case .tooLarge: .contentTooLarge
        case .otherType: .unsupportedMediaType
        case .malformed: .badRequest
        case .invalid: .unprocessableContent
        case .failure: .internalServerError
        }
    }

    private var code: String {
        switch self {
        case .unknown: "unknown_form"
        case .otherSite: "other_site"
        case .wrongMethod: "wrong_method"
        case .tooMany: "too_many"
        case .tooLarge: "too_large"
        case .otherType: "other_type"
        case .malformed: "malformed"
        case .invalid: "invalid"
        case .failure: "failure"
        }
    }

    private func title(in language: Language) -> HTML {
        switch self {
        case .unknown: language[.formUnknown]
        case .otherSite: language[.formOtherSite]
        case .wrongMethod: language[.formWrongMethod]
        case .tooMany(let seconds): language(.formTooMany, "\(seconds)")
        case .tooLarge: language(.formTooLarge, "\(WebFormEntrance.mostBytes / 1_024)")
        case .otherType: language[.formOtherType]
        case .malformed: language[.formMalformed]
        case .invalid: language[.problemsAbove]
        case .failure(let reference): language(.failureReference, HTML(text: reference))
        }
    }

    func response(to request: Request, in language: Language) -> Response {
        var answer = WebFormAnswer(isTaken: false, title: title(in: language), code: code, status: status)
        if case .invalid(let problems, let form) = self {
            answer.problems = problems.map { problem in
                let field = form.asked.first { $0.key == problem.field }
                let content = FieldContent.text(limit: field?.limit ?? 0)
                return WebFormAnswer.Problem(
                    field: problem.field,
                    caption: field.map { WebFormWords.caption(of: $0, in: language) } ?? "",
                    words: RecordWords.words(for: problem.kind, in: content, language)
                )
            }
        }
        var response = answer.response(to: request, in: language)
        switch self {
        case .tooMany(let seconds): response.headers[.retryAfter] = "\(seconds)"
        case .wrongMethod: response.headers[.allow] = "POST, OPTIONS"
        default: break
        }
        return response
    }
}

/// What a visitor is told: as JSON to a script, else as a page of its own, which says nothing of what we are.
struct WebFormAnswer {
    struct Problem {
        var field: String
        var caption: HTML
        var words: HTML
    }

    var isTaken: Bool
    var title: HTML
    /// For programs.
    var code: String?
    var status = HTTPResponse.Status.ok
    var problems: [Problem] = []

    func response(to request: Request, in language: Language) -> Response {
        let isScript =
            request.headers[.contentType]?.lowercased().hasPrefix("application/json") == true
            || request.headers[.accept]?.lowercased().hasPrefix("application/json") == true
        return isScript ? .text(json + "\n", type: "application/json", status: status, isKept: false) : page(language)
    }

    private var json: String {
        var members = [JSON.Member("accepted", .bool(isTaken)), JSON.Member("detail", .string(title.plain))]
        if let code { members.append(JSON.Member("code", .string(code))) }
        if !problems.isEmpty {
            let errors = problems.map { problem in
                JSON.object([
                    JSON.Member("field", .string(problem.field)), JSON.Member("detail", .string(problem.words.plain)),
                ])
            }
            members.append(JSON.Member("errors", .array(errors)))
        }
        return JSON.object(members).description
    }

    private func page(_ language: Language) -> Response {
        let items = problems.map { "<li>\($0.caption): \($0.words)</li>" as HTML }
        let list: HTML = items.isEmpty ? .nothing : "<ul>\(items)</ul>"
        let advice: HTML = isTaken ? .nothing : "<p>\(language[.formGoBack])</p>"
        return .page(
            """
            <!doctype html>
            <html lang="\(language.code.rawValue)"><head><meta charset="utf-8">\
            <meta name="viewport" content="width=device-width, initial-scale=1"><title>\(title)</title></head>
            <body><h1>\(title)</h1>\(list)\(advice)</body></html>

            """,
            status: status
        )
    }
}
