import ContactCenter
import HTTPTypes

/// Operations about one subject by one right.
struct Section: Sendable {
    /// `Reminders`
    var subject: String
    var permission: Permission

    func operation(
        _ id: String,
        _ method: HTTPRequest.Method,
        _ path: String,
        _ words: String,
        _ schema: Schema,
        status: HTTPResponse.Status = .ok,
        _ handler: @escaping Operation.Handler
    ) -> Operation {
        Operation(
            id: id,
            method: method,
            path: path,
            words: words,
            subject: subject,
            permission: permission,
            success: Operation.Success(status: status, words: words, schema: schema),
            problems: path.contains("{") ? [.notFound] : [],
            handler: handler
        )
    }
}

extension Operation {
    /// The same with what stands in its body.
    func taking(_ body: BodyShape, isRequired: Bool = true) -> Operation {
        taking(body.schema, isRequired: isRequired)
    }

    func taking(_ schema: Schema, isRequired: Bool = true) -> Operation {
        var operation = self
        operation.body = Body(schema: schema, isRequired: isRequired)
        if !operation.problems.contains(.invalid) { operation.problems.append(.invalid) }
        return operation
    }

    /// The same with a file in its body.
    func taking(_ file: Operation.File) -> Operation {
        var operation = self
        operation.body = Body(schema: Schema(.object([])), file: file)
        return operation
    }

    /// The same, which answers with a file.
    func sending(_ file: Operation.File) -> Operation {
        var operation = self
        operation.success.file = file
        return operation
    }

    /// The same with what may stand in its query.
    func asking(_ parameters: [Parameter]) -> Operation {
        var operation = self
        operation.parameters = parameters
        return operation
    }

    /// The same, which makes something: a key of the sender's own keeps it from being made twice.
    var once: Operation {
        var operation = self
        operation.isCreation = true
        return operation
    }

    /// The same, over the version that was read.
    var overVersion: Operation {
        refusing(.stale, .versionRequired)
    }

    /// The same, which may also be refused for these reasons.
    func refusing(_ problems: Problem.Code...) -> Operation {
        var operation = self
        operation.problems += problems
        return operation
    }

    /// The same about a call, which has no number but the PBX's own.
    var ofCall: Operation { identified(by: .text) }

    /// The same about something that has no number: what stands in the path in place of it.
    func identified(by schema: Schema) -> Operation {
        var operation = self
        operation.idSchema = schema
        return operation
    }
}
