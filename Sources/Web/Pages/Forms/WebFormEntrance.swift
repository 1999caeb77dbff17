import ContactCenter
import Foundation
import HTTPTypes
import Hummingbird

/// Where visitors of other sites send forms: `POST /forms/<key>`.
///
/// It stands before what keeps other sites out, as other sites are what it is for. No cookie is read here and nothing is told but that
/// the form was taken, or what is wrong with it.
struct WebFormEntrance: RouterMiddleware {
    static let path = "/forms/"
    /// Bytes of a form: all fields of the longest, with each character as the most percent signs, are less.
    static let mostBytes = 131_072

    var site: Site
    let limit = WebFormLimit()

    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard request.uri.path.hasPrefix(Self.path) else { return try await next(request, context) }
        let language = site.viewer(of: request, context).language
        var origin: String?
        var response: Response
        do {
            let form = try await form(request)
            origin = try self.origin(of: request, form.record)
            response = try await answer(request, context, form, language)
        } catch let refusal as WebFormRefusal {
            response = refusal.response(to: request, in: language)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            let reference = String(UInt32.random(in: .min ... .max), radix: 36)
            context.logger.error(
                "A web form could not be taken",
                metadata: ["reference": "\(reference)", "error": "\(error)"]
            )
            response = WebFormRefusal.failure(reference: reference).response(to: request, in: language)
        }
        response.headers[.vary] = "Origin"
        if let origin { response.headers[.accessControlAllowOrigin] = origin }
        return response
    }

    /// - Throws: for a key that no form has: nobody learns whether one had it.
    private func form(_ request: Request) async throws -> Kept<WebForm> {
        let key = String(request.uri.path.dropFirst(Self.path.count))
        guard let secret = BrowserSecret(text: key), let form = try await site.webForms.form(of: secret.digest) else {
            throw WebFormRefusal.unknown
        }
        return form
    }

    /// Browsers say whose page sends something; programs say nothing.
    ///
    /// - Throws: where the form does not name that site.
    private func origin(of request: Request, _ form: WebForm) throws -> String? {
        guard let origin = request.headers[.origin] else { return nil }
        guard form.allows(origin: origin) else { throw WebFormRefusal.otherSite }
        return origin
    }

    private func answer(
        _ request: Request,
        _ context: Context,
        _ form: Kept<WebForm>,
        _ language: Language
    ) async throws -> Response {
        switch request.method {
        case .options: return .preflight
        case .post: break
        default: throw WebFormRefusal.wrongMethod
        }
        let address = site.address(of: request, context)
        if let seconds = await limit.take(form.id, from: address, at: site.now()) {
            throw WebFormRefusal.tooMany(seconds: seconds)
        }
        let values = try await WebFormBody.values(of: request)
        // A program that fills in whatever there is hears what everybody hears.
        if (values[WebForm.trap] ?? "").isEmpty {
            let asked: WebRequest
            do throws(WebRequest.Refusal) {
                asked = try WebRequest(values, by: form.record, numbers: site.numbers)
            } catch {
                throw WebFormRefusal.invalid(error.problems, form.record)
            }
            let audit = AuditEntry(at: site.now(), user: nil, action: .formReceived, address: address)
            _ = try await site.webForms.receive(asked, by: form, at: site.now(), audit: audit)
        }
        return WebFormAnswer(isTaken: true, title: language[.formTaken]).response(to: request, in: language)
    }
}

extension Response {
    /// What a browser asks before a page of another site sends JSON.
    fileprivate static var preflight: Response {
        Response(
            status: .noContent,
            headers: [
                .accessControlAllowMethods: "POST", .accessControlAllowHeaders: "content-type",
                .accessControlMaxAge: "600",
            ]
        )
    }
}

/// The fields of a form, as a page or a program has sent them.
enum WebFormBody {
    private static let mostFields = 100

    /// - Throws: `WebFormRefusal`.
    static func values(of request: Request) async throws -> [String: String] {
        let type = (request.headers[.contentType] ?? "").prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces)
        guard ["application/json", "application/x-www-form-urlencoded"].contains(type.lowercased()) else {
            throw WebFormRefusal.otherType
        }
        var request = request
        let bytes: [UInt8]
        do {
            bytes = try await [UInt8](buffer: request.collectBody(upTo: WebFormEntrance.mostBytes))
        } catch let error as any HTTPResponseError where error.status == .contentTooLarge {
            throw WebFormRefusal.tooLarge
        }
        return type.lowercased() == "application/json" ? try json(bytes) : try pairs(bytes)
    }

    private static func json(_ bytes: [UInt8]) throws -> [String: String] {
        guard let members = try? JSONReader.read(bytes).members, members.count <= mostFields else {
            throw WebFormRefusal.malformed
        }
        var values: [String: String] = [:]
        for member in members {
            switch member.value {
            case .string(let text): values[member.name] = text
            case .number(let digits): values[member.name] = digits
            case .bool(let isSo): values[member.name] = isSo ? "1" : "0"
            case .null: break
            case .array, .object: throw WebFormRefusal.malformed
            }
        }
        return values
    }

    private static func pairs(_ bytes: [UInt8]) throws -> [String: String] {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw WebFormRefusal.malformed }
        let pairs = text.split(separator: "&")
        guard pairs.count <= mostFields else { throw WebFormRefusal.malformed }
        var values: [String: String] = [:]
        for pair in pairs {
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = String(sides[0]).decodedFromForm,
                let value = (sides.count > 1 ? String(sides[1]) : "").decodedFromForm
            else { throw WebFormRefusal.malformed }
            values[name] = value
        }
        return values
    }
}
