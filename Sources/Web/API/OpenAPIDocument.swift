import ContactCenter
import HTTPTypes

/// The description of the API in OpenAPI 3.1, made of the operations themselves.
struct OpenAPIDocument {
    var operations: [Operation]
    var schemas: [Schema.Property]

    var json: JSON {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "Priyom", "version": "1",
                "description": """
                Clients, contacts, calls, documents and directories of a business, for its other programs. Instants are UTC \
                with milliseconds, `null` stands for nothing, numbers of telephones are told as they were typed and, where they \
                can be dialled from anywhere, in E.164.
                """,
            ],
            "servers": [["url": .string(Site.apiPath)]],
            "security": [["token": []]],
            "tags": .array(tags.map { ["name": .string($0)] }),
            "paths": .object(paths),
            "components": [
                "schemas": .object(schemas.map { JSON.Member($0.name, $0.schema.json) }),
                "securitySchemes": [
                    "token": [
                        "type": "http", "scheme": "bearer",
                        "description":
                            "`priyom token add` makes one; it may do what its user may, within its permissions.",
                    ]
                ],
            ],
        ]
    }

    private var tags: [String] {
        var known: Set<String> = []
        return operations.map(\.subject).filter { known.insert($0).inserted }
    }

    private var paths: [JSON.Member] {
        var known: Set<String> = []
        return operations.map(\.path).filter { known.insert($0).inserted }.map { path in
            let here = operations.filter { $0.path == path }
            return JSON.Member(path, .object(here.map { JSON.Member($0.method.rawValue.lowercased(), $0.json) }))
        }
    }
}

extension Operation {
    fileprivate var json: JSON {
        var members: [JSON.Member] = [
            JSON.Member("operationId", .string(id)), JSON.Member("summary", .string(words)),
            JSON.Member("tags", [.string(subject)]), JSON.Member("parameters", .array(allParameters)),
        ]
        if let body {
            let content = Self.content(body.file, body.schema)
            members.append(JSON.Member("requestBody", ["required": .bool(body.isRequired), "content": content]))
        }
        members.append(JSON.Member("responses", .object(responses)))
        if let permission {
            members.append(JSON.Member("x-permission", .string(permission.rawValue)))
        } else {
            members.append(JSON.Member("security", []))
        }
        return .object(members)
    }

    private static func content(_ file: File?, _ schema: Schema) -> JSON {
        guard let file else { return ["application/json": ["schema": schema.json]] }
        return .object(file.types.map { JSON.Member($0, [:]) })
    }

    private var allParameters: [JSON] {
        let path = pathNames.map { name -> JSON in
            let schema = name == Self.numberName ? Schema.id : idSchema
            return ["name": .string(name), "in": "path", "required": true, "schema": schema.json]
        }
        let query = parameters.map { parameter -> JSON in
            [
                "name": .string(parameter.name), "in": "query", "description": .string(parameter.words),
                "schema": parameter.content.schema.json,
            ]
        }
        var headers: [JSON] = []
        if isCreation {
            headers.append([
                "name": "Idempotency-Key", "in": "header",
                "schema": ["type": "string", "minLength": 1, "maxLength": 200],
                "description": """
                Chosen by the sender: the same request by the same key is carried out once, and answered alike for a day
                """,
            ])
        }
        if problems.contains(.versionRequired) {
            headers.append([
                "name": "If-Match", "in": "header", "schema": ["type": "string"],
                "description": "The ETag of what was read; or give `version` in the body",
            ])
        }
        if success.file?.hasParts == true {
            headers.append([
                "name": "Range", "in": "header", "schema": ["type": "string"],
                "description": "`bytes=0-65535`: a part of it",
            ])
        }
        return path + query + headers
    }

    private var responses: [JSON.Member] {
        let good: JSON = [
            "description": .string(success.words), "content": Self.content(success.file, success.schema),
        ]
        let statuses = [success.status.code] + (success.file?.hasParts == true ? [206] : [])
        var codes: [(status: Int, code: String)] = allProblems.map { ($0.usualStatus.code, $0.rawValue) }
        // A stale version in a header is another status.
        if problems.contains(.versionRequired) { codes.append((412, Problem.Code.stale.rawValue)) }
        let bad = Dictionary(grouping: codes, by: \.status).sorted { $0.key < $1.key }.map { status, codes in
            JSON.Member(
                String(status),
                [
                    "description": .string(codes.map { "`\($0.code)`" }.joined(separator: ", ")),
                    "content": ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]],
                ]
            )
        }
        return statuses.map { JSON.Member(String($0), good) } + bad
    }

    /// With those that every such request may meet.
    private var allProblems: [Problem.Code] {
        var codes: [Problem.Code] = [.badParameter, .failure]
        if permission != nil { codes += [.tokenMissing, .tokenUnknown, .forbidden, .tooManyAttempts] }
        if let body { codes += [.bodyTooLarge] + (body.file == nil ? [.malformedJSON, .notJSON] : []) }
        if isCreation { codes += [.badKey, .keyReused] }
        return codes + problems
    }
}
