/// Prints pages of our own to PDF, to be faxed or saved (requirement S4.11).
package protocol DocumentPrinting: Sendable {
    /// - Parameter page: HTML that names nothing outside of itself; everything foreign in it is text.
    /// - Throws: `FaxProblem` `tooMuch`, `busy`, `notSetUp`.
    func pdf(of page: String) async throws -> [UInt8]
}
