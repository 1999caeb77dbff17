import ContactCenter
import Hummingbird

/// All that programs can ask for, with the description of it.
struct API: Sendable {
    let operations: [Operation]
    /// By name; `Problem` and the like among them.
    let schemas: [Schema.Property]

    init(_ site: Site) {
        var parts = [
            site.clientOperations, site.vehicleOperations, site.documentOperations, site.contactOperations,
            site.callOperations, site.reminderOperations, site.missedOperations, site.reconciliationOperations,
            site.scriptOperations, site.recordingOperations, site.noteOperations, site.photoOperations,
            site.dealOperations, site.receptionOperations, site.dayOperations, site.savedFilterOperations,
        ]
        parts += Directory.allCases.map(site.operations)
        let common: [Schema.Property] = [
            .init("Change", Change.schema), .init("Problem", Problem.schema), .init("FieldError", FieldError.schema),
        ]
        let asked = parts.flatMap(\.operations)
        schemas = parts.flatMap(\.schemas) + common
        operations = asked + [Self.description(of: asked, schemas)]
    }

    /// What describes the others, and itself.
    private static func description(of others: [Operation], _ schemas: [Schema.Property]) -> Operation {
        var description = Operation(
            id: "readDescription",
            method: .get,
            path: "/openapi.json",
            words: "This description",
            subject: "Description",
            permission: nil,
            success: .init(status: .ok, words: "An OpenAPI 3.1 document", schema: Schema(["type": "object"]))
        ) { _ in APIAnswer(.null) }
        let document = OpenAPIDocument(operations: others + [description], schemas: schemas).json
        description.handler = { _ in APIAnswer(document) }
        return description
    }
}

extension Site {
    static let apiPath = "/api/v1"

    /// The addresses of the API, made of its operations.
    func makeAPIRouter() -> Router<Context> {
        let router = Router(context: Context.self)
        router.add(middleware: APIProblems(site: self))
        let operations = API(self).operations
        for operation in operations {
            router.on(Self.routerPath(of: operation.path), method: operation.method) { request, context in
                try await APIDoor(site: self, operation: operation).respond(to: request, context)
            }
        }
        for (path, operations) in Dictionary(grouping: operations, by: \.path) {
            let allowed = operations.map(\.method)
            for method in Self.methods where !allowed.contains(method) {
                router.on(Self.routerPath(of: path), method: method) { _, _ -> Response in
                    var problem = Problem(
                        .methodNotAllowed,
                        subject: allowed.map(\.rawValue).sorted().joined(separator: ", ")
                    )
                    problem.headers[.allow] = problem.subject
                    throw problem
                }
            }
        }
        return router
    }

    /// What has no operation at a path that there is.
    private static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]

    private static func routerPath(of path: String) -> RouterPath {
        RouterPath(apiPath + path.replacing("{", with: ":").replacing("}", with: ""))
    }
}

/// Leads programs past what is for browsers: they have no cookies, and tokens that no other site can send.
struct APIEntrance: RouterMiddleware {
    let responder: RouterResponder<Context>

    init(site: Site) { responder = site.makeAPIRouter().buildResponder() }

    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard request.uri.path == "/api" || request.uri.path.hasPrefix("/api/") else {
            return try await next(request, context)
        }
        return try await responder.respond(to: request, context: context)
    }
}

/// Turns errors into problems: known ones with their words, unknown ones with a number that also stands in the log.
struct APIProblems: RouterMiddleware {
    var site: Site

    func handle(
        _ request: Request,
        context: Context,
        next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            let response = problem(of: error, context).response(in: site.viewer(of: request, context).language)
            return request.method == .head ? response.createHeadResponse() : response
        }
    }

    private func problem(of error: any Error, _ context: Context) -> Problem {
        if let problem = error as? Problem { return problem }
        if let error = error as? any HTTPResponseError {
            switch error.status {
            case .notFound: return Problem(.notFound)
            case .forbidden: return Problem(.forbidden)
            case .contentTooLarge: return Problem(.bodyTooLarge, subject: "\(APIDoor.mostBytes)")
            default:
                var problem = Problem(.badRequest)
                problem.status = error.status
                return problem
            }
        }
        let reference = String(UInt32.random(in: .min ... .max), radix: 36)
        context.logger.error(
            "A request to the API could not be carried out",
            metadata: ["reference": "\(reference)", "error": "\(error)"]
        )
        var problem = Problem(.failure, subject: reference)
        problem.members = [JSON.Member("reference", .string(reference))]
        return problem
    }
}
