import ContactCenter

/// How the figures of a page are asked for, wherever it goes: on a screen, into a file, by e-mail.
extension Reports {
    /// Each row held against the period before, where the report shows growth.
    func table(of page: ReportPage, _ names: ReportNames) async throws -> ReportTable {
        let question = page.question(names)
        guard page.report.showsGrowth else { return try await table(for: question) }
        async let before = earlier(than: question, for: names.viewer)
        return try await table(for: question).compared(with: before)
    }

    /// The figures of the period before, as far as they are there.
    func earlier(than question: ReportQuestion, for viewer: Viewer) async throws -> ReportTable? {
        let today = BusinessCalendar(viewer.timeZone).day(of: viewer.now)
        do { return try await table(for: question.before(on: today)) } catch ReportRefusal.isBeingRebuilt { return nil }
    }
}

extension ReportNames {
    static func read(
        _ registry: any ContactRegistry,
        _ records: any RecordStore,
        _ configuration: WebConfiguration,
        for viewer: Viewer
    ) async throws -> ReportNames {
        ReportNames(
            options: try await registry.options(),
            clocks: try await records.workCalendar(in: viewer.timeZone),
            serviceLevel: configuration.serviceLevel,
            viewer: viewer
        )
    }
}
