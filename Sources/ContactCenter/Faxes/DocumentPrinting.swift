/// Prints pages of our own to PDF, to be faxed, mailed or saved (requirements S3.4, S4.11).
package protocol DocumentPrinting: Sendable {
    /// - Parameter page: HTML that names nothing outside of itself; everything foreign in it is text.
    /// - Throws: `FaxProblem` `tooMuch`, `busy`, `notSetUp`; `unreadable` for a page that names something.
    func pdf(of page: String) async throws -> [UInt8]
}
