import Foundation

/// Makes the pages that fax machines understand, and keeps them where the PBX finds them.
///
/// What comes in was chosen by people and may be anything: a text that calls itself PDF, a file that unpacks to gigabytes, five thousand
/// pages. Names of files are made of keys alone.
package protocol FaxRendering: Sendable {
    /// Turns a PDF into fax pages (TIFF, CCITT group 4, A4 at 204 × 196 dpi) under this key.
    ///
    /// - Returns: how many pages there are.
    /// - Throws: `FaxProblem`; nothing is left behind then.
    func render(_ pdf: [UInt8], as key: FaxKey) async throws -> Int

    /// The same pages once more, under another key.
    ///
    /// - Throws: `FaxProblem`, `gone` where they are not kept any more.
    func copy(_ key: FaxKey, as other: FaxKey) async throws

    /// The file with the pages.
    ///
    /// - Returns: `nil` where there is none.
    func pages(of key: FaxKey) async -> [UInt8]?

    func remove(_ key: FaxKey) async

    /// Removes the pages that were made earlier.
    func removePages(madeBefore instant: Date) async
}

/// Why a file did not become a fax.
package enum FaxProblem: Error, Hashable, Sendable {
    /// It does not begin as a PDF does.
    case notPDF
    /// It opens with a password only.
    case encrypted
    /// A PDF without a page that can be drawn.
    case unreadable
    case tooLarge(megabytes: Int)
    case tooManyPages(limit: Int)
    /// Drawing it took more time, memory or room than a fax needs, as a file does that unpacks to gigabytes.
    case tooMuch
    /// Too many are being made at once.
    case busy
    /// The folder cannot be written, or the program is not there: the administrator's to mend.
    case notSetUp
    /// Its pages are not kept any more.
    case gone
}
