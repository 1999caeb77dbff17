import ContactCenter
import Foundation
import HTTPTypes
import Hummingbird

/// Taking lists and reports away as files.
extension Site {
    /// Writes the file, notes in the audit log what is taken away, and only then sends it: what is there is whole, or is not there.
    ///
    /// A page's script may ask for the file with news of it, see `Response.sheetInProgress`.
    func send(
        _ export: SheetExport,
        as form: SheetForm,
        _ request: Request,
        _ context: Context
    ) async throws -> Response {
        let reader = try context.signedIn
        let from = address(of: request, context)
        let note: @Sendable (Int) async throws -> Void = { rows in
            let entry = AuditEntry(
                at: now(),
                user: reader.user.id,
                action: .exported,
                subject: export.subject(as: form, rows: rows),
                fields: export.narrowedBy,
                address: from
            )
            try await access.note(entry)
        }
        if request.method == .get, request.headers[.accept] == SheetProgress.contentType {
            return .sheetInProgress(named: export.fileName(as: form)) { tell in
                do {
                    let file = try await sheets.write(export.sheet, as: form, written: tell)
                    try await note(file.rows)
                    return file
                } catch {
                    // The answer has begun: all that the browser sees is that it breaks off.
                    if !Task.isCancelled { logger.warning("A sheet was not written", metadata: ["reason": "\(error)"]) }
                    throw error
                }
            }
        }
        let headers: HTTPFields = [
            .contentType: form.contentType, .cacheControl: "no-store",
            .contentDisposition: export.disposition(as: form),
        ]
        guard request.method == .get else { return Response(status: .ok, headers: headers) }
        let file = try await sheets.write(export.sheet, as: form) { _ in }
        try await note(file.rows)
        return Response(
            status: .ok,
            headers: headers,
            body: ResponseBody(contentLength: Int(file.size)) { writer in
                try await file.send { try await writer.write($0) }
                try await writer.finish(nil)
            }
        )
    }
}

/// How a page is told how far a file is: lines of JSON, `{"rows":4000}`, the last of them with the name and size of the file, whose bytes
/// follow it.
///
/// One answer, so that nothing of it is kept anywhere, whichever of several servers answers; it ends when the reader leaves the page.
enum SheetProgress {
    static let contentType = "application/x-sheet-with-progress"

    fileprivate struct Line: Encodable {
        var rows: Int
        var name: String?
        var size: Int64?

        var bytes: ByteBuffer {
            get throws {
                var bytes = ByteBuffer(bytes: try JSONEncoder().encode(self))
                bytes.writeString("\n")
                return bytes
            }
        }
    }
}

extension Response {
    fileprivate static func sheetInProgress(
        named name: String,
        _ write:
            @escaping @Sendable (_ tell: (_ rows: Int) async throws -> Void) async throws -> any SheetFile
    ) -> Response {
        let headers: HTTPFields = [
            .contentType: SheetProgress.contentType, .cacheControl: "no-store", .xAccelBuffering: "no",
        ]
        return Response(
            status: .ok,
            headers: headers,
            body: ResponseBody { writer in
                let file = try await write { rows in try await writer.write(SheetProgress.Line(rows: rows).bytes) }
                try await writer.write(SheetProgress.Line(rows: file.rows, name: name, size: file.size).bytes)
                try await file.send { try await writer.write($0) }
                try await writer.finish(nil)
            }
        )
    }
}

extension SheetFile {
    private static var chunk: Int { 128 * 1_024 }

    /// No more is read than the browser takes.
    fileprivate func send(_ write: (ByteBuffer) async throws -> Void) async throws {
        var place: Int64 = 0
        while place < size {
            let bytes = try await bytes(from: place, count: Self.chunk)
            guard !bytes.isEmpty else { throw HTTPError(.internalServerError) }
            try await write(ByteBuffer(bytes: bytes))
            place += Int64(bytes.count)
        }
    }
}
