/// Reports over what happened, exact at any moment.
package protocol Reports: Sendable {
    /// - Throws: `ReportRefusal`, and what the store throws.
    func table(for question: ReportQuestion) async throws -> ReportTable

    /// The facts behind a figure: as many as it says.
    ///
    /// - Throws: `ReportRefusal`, and what the store throws.
    func list(_ question: FactListQuestion) async throws -> FactListAnswer
}

/// Why a report cannot be shown now.
package enum ReportRefusal: Error, Hashable, Sendable {
    /// The facts are being counted anew, after an upgrade or because the clock by which days are told has changed.
    case isBeingRebuilt
}
