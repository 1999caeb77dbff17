import ContactCenter
import Foundation
import Logging

let office = PBXName("office")

extension JournalBatch {
    /// A batch of the PBX `office`.
    static func of(
        _ calls: Call...,
        merges: [Merge] = [],
        cdrs: [CDREntry] = [],
        cursor: CDRCursor? = nil
    ) -> JournalBatch {
        .of(calls, merges: merges, cdrs: cdrs, cursor: cursor)
    }

    static func of(
        _ calls: [Call],
        merges: [Merge] = [],
        cdrs: [CDREntry] = [],
        cursor: CDRCursor? = nil
    ) -> JournalBatch {
        var batch = JournalBatch(pbx: office)
        batch.calls = calls
        batch.merges = merges
        batch.cdrs = cdrs
        batch.cdrCursor = cursor
        return batch
    }
}

extension CallJournal {
    func call(_ id: CallID) async throws -> Call? { try await calls([id]).first }
}

extension Call {
    func with(_ change: (inout Call) -> Void) -> Call {
        var call = self
        change(&call)
        return call
    }
}

extension CDRRow {
    func with(_ change: (inout CDRRow) -> Void) -> CDRRow {
        var row = self
        change(&row)
        return row
    }
}

extension Logger {
    static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}
