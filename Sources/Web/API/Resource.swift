import ContactCenter
import Foundation
import HTTPTypes

/// A kind of records under an address of its own: what is done alike with all kinds, over the stores that the pages use.
struct Resource<Record: Hashable & Sendable>: Sendable {
    /// `vehicles`
    var path: String
    /// `Vehicles`, for names of operations; `Vehicle` is the shape's.
    var plural: String
    var kind: RecordKind
    var shape: RecordShape<Record>
    /// Reading and writing.
    var permission: Permission
    /// Making one, where that is another right.
    var permissionToAdd: Permission?
    /// What stands in an answer beside the record itself. `value` is that of a new one.
    var details: [(property: Schema.Property, value: JSON)] = []

    /// A new one where nothing is said.
    var fresh: @Sendable (Date) -> Record
    /// Those that there are and that the sender may see, in this order.
    var read: @Sendable (APICall, [RecordID<Record>]) async throws -> [Kept<Record>]
    /// The values of `details`.
    var tell: (@Sendable (APICall, [Kept<Record>]) async throws -> [[JSON]])?
    /// Before it is written: what only the handler of a page would find wrong with it.
    var check: (@Sendable (APICall, Record, _ before: Kept<Record>?) async throws -> [FieldError])?
    var add: @Sendable (APICall, Record, RecordAuthor) async throws -> Saving<Record>
    /// What may be said about adding besides the body, and why it may be refused.
    var addParameters: [Operation.Parameter] = []
    var addProblems: [Problem.Code] = []
    /// What follows from a new one.
    var follow: (@Sendable (APICall, Kept<Record>) async throws -> Void)?
    var change: @Sendable (APICall, RecordID<Record>, Int64, Record) async throws -> Saving<Record>
    var setHidden: @Sendable (APICall, RecordID<Record>, Int64, Bool) async throws -> Saving<Record>
    var history: @Sendable (APICall, RecordID<Record>) async throws -> [Change]

    var component: Schema { shape.schema(details: details.map(\.property)) }
    var reference: Schema { .reference(to: shape.name) }
    private var one: String { "/\(path)/{\(Operation.idName)}" }

    // MARK: - Telling

    func json(_ call: APICall, _ kept: [Kept<Record>]) async throws -> [JSON] {
        let told = try await tell?(call, kept) ?? kept.map { _ in details.map(\.value) }
        return zip(kept, told).map { kept, values in
            shape.json(kept, details: zip(details, values).map { JSON.Member($0.property.name, $1) })
        }
    }

    private func answer(_ call: APICall, _ kept: Kept<Record>) async throws -> APIAnswer {
        APIAnswer(try await json(call, [kept])[0], version: kept.version)
    }

    /// Of a new one everything is known without asking.
    func created(_ kept: Kept<Record>) -> APIAnswer {
        let members = details.map { JSON.Member($0.property.name, $0.value) }
        return APIAnswer(
            shape.json(kept, details: members),
            status: .created,
            location: "\(Site.apiPath)/\(path)/\(kept.id)",
            version: kept.version
        )
    }

    func answer(_ call: APICall, to saving: Saving<Record>) async throws -> APIAnswer {
        switch saving {
        case .saved(let kept): return try await answer(call, kept)
        case .stale(let present): throw call.stale(try await json(call, [present])[0])
        case .missing: throw Problem(.notFound)
        case .refused(let problems): throw Problem(.invalid, errors: shape.errors(problems))
        }
    }

    func record(_ call: APICall) async throws -> Kept<Record> {
        guard let kept = try await read(call, [call.id()]).first else { throw Problem(.notFound) }
        return kept
    }

    // MARK: - Operations

    /// Those that all kinds have; each has a list of its own besides.
    var operations: [Operation] {
        [readOne, addOne, changeOne, hiding(true), hiding(false), changes, changed]
    }

    private var readOne: Operation {
        operation("read\(shape.name)", .get, one, "Read one", .ok, reference) { call in
            try await answer(call, record(call))
        }
    }

    private var addOne: Operation {
        var operation = operation("add\(shape.name)", .post, "/\(path)", "Add one", .created, reference) { call in
            var record = fresh(call.site.now())
            var errors = shape.take(call.body, into: &record, isNew: true)
            if errors.isEmpty { errors = try await check?(call, record, nil) ?? [] }
            guard errors.isEmpty else { throw Problem(.invalid, errors: errors) }
            let author = try call.author { result in
                if case .saved(let kept)? = result as? Saving<Record> { created(kept) } else { nil }
            }
            switch try await add(call, record, author) {
            case .saved(let kept):
                try await follow?(call, kept)
                return created(kept)
            case .refused(let problems): throw Problem(.invalid, errors: shape.errors(problems))
            case .stale, .missing: throw Problem(.refused)
            }
        }
        operation.permission = permissionToAdd ?? permission
        operation.body = Operation.Body(schema: .reference(to: "New\(shape.name)"))
        operation.isCreation = true
        operation.parameters = addParameters
        operation.problems = [.invalid] + addProblems
        return operation
    }

    private var changeOne: Operation {
        var operation = operation("change\(shape.name)", .patch, one, "Change one", .ok, reference) { call in
            let version = try call.version()
            let present = try await record(call)
            guard present.version == version else { throw call.stale(try await json(call, [present])[0]) }
            var record = present.record
            var errors = shape.take(call.body, into: &record, isNew: false)
            if errors.isEmpty { errors = try await check?(call, record, present) ?? [] }
            guard errors.isEmpty else { throw Problem(.invalid, errors: errors) }
            return try await answer(call, to: change(call, present.id, version, record))
        }
        operation.body = Operation.Body(schema: .reference(to: "Changed\(shape.name)"))
        operation.problems = [.notFound, .invalid, .stale, .versionRequired]
        return operation
    }

    private func hiding(_ isHidden: Bool) -> Operation {
        let (name, words) = isHidden ? ("hide", "Hide one; nothing is deleted") : ("restore", "Show a hidden one again")
        return versioned("\(name)\(shape.name)", "\(one)/\(name)", words) { call, version in
            try await setHidden(call, record(call).id, version, isHidden)
        }
    }

    /// Something that is done to one over the version that was read.
    func versioned(
        _ id: String,
        _ path: String,
        _ words: String,
        _ act: @escaping @Sendable (APICall, _ version: Int64) async throws -> Saving<Record>
    ) -> Operation {
        var operation = operation(id, .post, path, words, .ok, reference) { call in
            _ = try BodyShape.version.read(call.body)
            return try await answer(call, to: act(call, call.version()))
        }
        operation.body = Operation.Body(schema: BodyShape.version.schema, isRequired: false)
        operation.problems = [.notFound, .invalid, .stale, .versionRequired]
        return operation
    }

    private var changes: Operation {
        let page = Schema.object([.init("items", .array(of: .reference(to: "Change")))])
        return operation("list\(shape.name)Changes", .get, "\(one)/changes", "Its history, the latest first", .ok, page)
        {
            call in
            let history = try await history(call, record(call).id)
            return APIAnswer(["items": .array(history.map(\.json))])
        }
    }

    /// For a program that keeps a copy: what has changed since it asked last.
    private var changed: Operation {
        let words = """
            Which have changed since `after`, as they stand now, hidden ones too. Ask again with the `cursor` of the answer: \
            nothing is left out, whoever writes meanwhile. Without `after` from the beginning; `now` gives the cursor of this moment.
            """
        let page = Schema.object([
            .init("items", .array(of: reference)), .init("cursor", .text),
            .init("has_more", Schema.boolean.described("There is more already: ask again at once")),
        ])
        var operation = operation("listChanged\(plural)", .get, "/\(path)/changed", words, .ok, page) { call in
            let address = call.address(["after"])
            if address["after"] == "now" {
                let place = try await call.site.api.changes.lastPlace()
                return APIAnswer(["items": [], "cursor": .string(place.text), "has_more": false])
            }
            let place = address["after"].map(ChangePlace.init(text:))
            if case .some(.none) = place { throw Problem(.badCursor) }
            let log = call.site.api.changes
            guard let page = try await log.changes(of: kind, after: place ?? nil, limit: call.limit) else {
                throw Problem(.cursorAhead)
            }
            let kept = try await read(call, page.records.map { RecordID($0) })
            return APIAnswer([
                "items": .array(try await json(call, kept)), "cursor": .string(page.last.text),
                "has_more": .bool(page.hasMore),
            ])
        }
        operation.parameters = [APICall.after, APICall.limit]
        operation.problems = [.badCursor, .cursorAhead]
        return operation
    }

    func list(
        _ words: String,
        _ parameters: [Operation.Parameter],
        _ handler: @escaping Operation.Handler
    ) -> Operation {
        let page = APICall.pageSchema(of: shape.name)
        var operation = operation("list\(plural)", .get, "/\(path)", words, .ok, page, handler)
        operation.parameters = parameters
        return operation
    }

    /// Any other thing that can be asked for.
    func operation(
        _ id: String,
        _ method: HTTPRequest.Method,
        _ path: String,
        _ words: String,
        _ status: HTTPResponse.Status,
        _ schema: Schema,
        _ handler: @escaping Operation.Handler
    ) -> Operation {
        Section(subject: plural, permission: permission).operation(
            id,
            method,
            path,
            words,
            schema,
            status: status,
            handler
        )
    }
}

extension ChangePlace {
    /// `0-153`
    init?(text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int64($0) }
        guard parts.count == 2, let transaction = parts[0], let change = parts[1], transaction >= 0, change >= 0 else {
            return nil
        }
        self.init(transaction: transaction, change: change)
    }

    var text: String { "\(transaction)-\(change)" }
}

extension Change {
    fileprivate var json: JSON {
        let fields = fields.map { field -> JSON in
            ["name": .string(field.name), "before": JSON(field.before), "after": JSON(field.after)]
        }
        return [
            "at": JSON(at), "user": JSON(user?.rawValue), "kind": .string(kind.rawValue), "fields": .array(fields),
        ]
    }

    static let schema = Schema.object([
        .init("at", .instant), .init("user", Schema.id.optional.described("null: the program itself")),
        .init("kind", .words(["added", "changed", "hidden", "restored", "merged", "separated"])),
        .init(
            "fields",
            .array(
                of: .object([
                    .init("name", .text), .init("before", Schema.text.optional), .init("after", Schema.text.optional),
                ])
            )
        ),
    ])
}
