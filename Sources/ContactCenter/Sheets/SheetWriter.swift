/// What a sheet can be written as.
package enum SheetForm: String, CaseIterable, Sendable, CustomStringConvertible {
    /// For Excel and the like: real numbers, dates and percentages, headings that stay, groups that fold.
    case xlsx
    /// For people with Excel and programs alike: UTF-8, `;` between fields, heads in the first line.
    case csv
    /// For programs: raw values.
    case json

    package var description: String { rawValue }
}

/// Writes sheets as files.
package protocol SheetWriter: Sendable {
    /// Writes all of a sheet: who takes the file gets the whole, or nothing.
    ///
    /// - Parameter written: is told, from time to time, how many rows have been written so far.
    /// - Throws: `SheetFailure` where there is no place for the file, and whatever the sheet's rows or `written` throw.
    func write(
        _ sheet: Sheet,
        as form: SheetForm,
        written: (_ rows: Int) async throws -> Void
    ) async throws -> any SheetFile
}

/// A sheet that has been written. The file is gone when nobody holds it any more.
package protocol SheetFile: Sendable {
    /// How many rows it has, heads not counted.
    var rows: Int { get }
    /// In bytes.
    var size: Int64 { get }
    /// - Returns: fewer bytes where the file ends.
    func bytes(from offset: Int64, count: Int) async throws -> [UInt8]
}

/// Why a sheet could not be written, in words for the log.
package struct SheetFailure: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
