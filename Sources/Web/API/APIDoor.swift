import ContactCenter
import Crypto
import Foundation
import HTTPTypes
import Hummingbird

/// What stands before every operation: who asks, may they, and what do they ask.
struct APIDoor: Sendable {
    var site: Site
    var operation: Operation

    /// No body of ours is larger.
    static let mostBytes = 262_144
    private static let keyLength = 1...200

    func respond(to request: Request, _ context: Context) async throws -> Response {
        var context = context
        var token: APITokenID?
        if let permission = operation.permission {
            let (bearer, digest) = try await bearer(of: request, context)
            guard bearer.rights.allows(permission) else {
                throw Problem(.forbidden, subject: permission.rawValue)
            }
            context.reader = SignedIn(bearer, by: digest, at: site.now())
            token = bearer.token.id
        }
        try checkParameters(of: request)
        var call = APICall(
            site: site,
            request: request,
            context: context,
            viewer: site.viewer(of: request, context)
        )
        let bytes = try await readBody(of: request, into: &call)
        if operation.isCreation, let token, let key = request.headers[.idempotencyKey] {
            return try await respondOnce(call, bytes, key, token)
        }
        return try await operation.handler(call).response
    }

    // MARK: - Who

    private func bearer(of request: Request, _ context: Context) async throws -> (TokenBearer, TokenDigest?) {
        let words = (request.headers[.authorization] ?? "").split(separator: " ")
        guard words.count == 2, words[0].lowercased() == "bearer" else { throw Self.unauthorized(.tokenMissing) }
        let digest = APISecret(text: words[1])?.digest
        do {
            return (try await site.tokenCheck.check(digest, from: site.address(of: request, context)), digest)
        } catch TokenCheck.Refusal.wrong {
            throw Self.unauthorized(.tokenUnknown)
        } catch TokenCheck.Refusal.tooEarly(let seconds) {
            var problem = Problem(.tooManyAttempts, subject: "\(seconds)")
            problem.headers[.retryAfter] = "\(seconds)"
            throw problem
        }
    }

    private static func unauthorized(_ code: Problem.Code) -> Problem {
        var problem = Problem(code)
        let error = code == .tokenUnknown ? ", error=\"invalid_token\"" : ""
        problem.headers[.wwwAuthenticate] = "Bearer realm=\"priyom\"\(error)"
        return problem
    }

    // MARK: - What

    /// A name that is not known, or a value that is none, would show more than was asked for.
    private func checkParameters(of request: Request) throws {
        let pairs = (request.uri.query ?? "").split(separator: "&").map {
            $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map { String($0) }
        }
        let errors = pairs.compactMap { pair -> FieldError? in
            let name = pair[0].decodedFromForm ?? pair[0]
            guard let parameter = operation.parameters.first(where: { $0.name == name }) else {
                return FieldError(parameter: name, .unknown)
            }
            let content = parameter.content
            guard let text = (pair.count > 1 ? pair[1] : "").decodedFromForm,
                case .success(let value) = content.value(typed: text, in: .gmt)
            else { return FieldError(parameter: name, .field(.malformed, content)) }
            return content.problem(with: value).map { FieldError(parameter: name, .field($0, content)) }
        }
        guard errors.isEmpty else { throw Problem(.badParameter, errors: errors) }
    }

    private func readBody(of request: Request, into call: inout APICall) async throws -> [UInt8] {
        guard let body = operation.body else { return [] }
        var request = request
        let bytes = try await [UInt8](buffer: request.collectBody(upTo: Self.mostBytes))
        if bytes.isEmpty, !body.isRequired { return [] }
        guard body.file == nil else {
            call.file = bytes
            return bytes
        }
        let type = (request.headers[.contentType] ?? "").prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces)
        guard ["application/json", "application/merge-patch+json"].contains(type.lowercased()) else {
            throw Problem(.notJSON)
        }
        do {
            call.body = try JSONReader.read(bytes)
        } catch let failure as JSONReader.Failure {
            var problem = Problem(.malformedJSON, subject: "\(failure.line):\(failure.column)")
            problem.members = [
                JSON.Member("reason", .string(failure.kind.rawValue)), JSON.Member("line", JSON(failure.line)),
                JSON.Member("column", JSON(failure.column)),
            ]
            throw problem
        }
        guard call.body.members != nil else {
            throw Problem(.invalid, errors: [FieldError([], .wrongType(.object))])
        }
        return bytes
    }

    // MARK: - Once

    private func respondOnce(
        _ call: APICall,
        _ bytes: [UInt8],
        _ key: String,
        _ token: APITokenID
    ) async throws -> Response {
        guard Self.keyLength.contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Problem(.badKey)
        }
        let asked = "\(call.request.method.rawValue) \(call.request.uri.string)\n"
        let digest = SHA256.hash(data: Data(asked.utf8) + bytes)
            .map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
        if let response = try await givenAnswer(to: key, digest, token) { return response }
        var call = call
        let now = site.now()
        call.claim = { answer in
            RequestClaim(token: token, key: key, digest: digest, at: now) { answer($0)?.kept }
        }
        do {
            return try await operation.handler(call).response
        } catch is RequestClaim.Taken {
            // By a request that was on its way at the same time.
            guard let response = try await givenAnswer(to: key, digest, token) else { throw RequestClaim.Taken() }
            return response
        }
    }

    private func givenAnswer(to key: String, _ digest: String, _ token: APITokenID) async throws -> Response? {
        guard let given = try await site.api.answers.answer(to: key, of: token, at: site.now()) else { return nil }
        guard given.digest == digest else { throw Problem(.keyReused) }
        return given.answer.response
    }
}

extension KeptAnswer {
    var response: Response {
        var response = Response.text(
            body + "\n",
            type: "application/json",
            status: HTTPResponse.Status(code: status),
            isKept: false
        )
        if let location { response.headers[.location] = location }
        if let entityTag { response.headers[.eTag] = entityTag }
        return response
    }
}

extension SignedIn {
    /// Who asks by a token is somebody who may log in, with rights of their own. All that is asked by one token is one log-in's.
    fileprivate init(_ bearer: TokenBearer, by digest: TokenDigest?, at now: Date) {
        let secret = BrowserSecret()
        let session = Session(
            token: digest ?? secret.digest,
            user: bearer.user,
            rights: bearer.rights,
            isRemembered: false,
            startedAt: bearer.token.createdAt,
            lastSeenAt: now
        )
        self.init(session: session, secret: secret)
    }
}

extension HTTPField.Name {
    static let idempotencyKey = HTTPField.Name("Idempotency-Key") ?? .ifMatch
}
