import ContactCenter

/// What a client has had of the business: documents, and their sums.
struct ClientDocuments: Hashable, Sendable {
    /// So many are read at most.
    static let most = 5_000

    /// Documents of one kind.
    struct Sum: Hashable, Sendable {
        var kind: Document.Kind
        var count = 0
        /// In hundredths of the currency; those without a sum are left out.
        var amount: Int64 = 0
        var openCount = 0
        var openAmount: Int64 = 0
    }

    /// Not hidden; the latest first.
    let latest: [Kept<Document>]

    init(_ documents: [Kept<Document>]) {
        latest = documents.sorted { ($0.record.at, $0.id) > ($1.record.at, $1.id) }
    }

    var open: [Kept<Document>] { latest.filter(\.record.isOpen) }
    /// There may be more.
    var isCut: Bool { latest.count >= Self.most }

    /// In the order of the kinds; those of which there is none are left out.
    var sums: [Sum] {
        Document.Kind.allCases.compactMap { kind in
            let documents = latest.map(\.record).filter { $0.kind == kind }
            guard !documents.isEmpty else { return nil }
            let open = documents.filter(\.isOpen)
            return Sum(
                kind: kind,
                count: documents.count,
                amount: Self.amount(of: documents),
                openCount: open.count,
                openAmount: Self.amount(of: open)
            )
        }
    }

    static func amount(of documents: [Document]) -> Int64 {
        documents.reduce(0) { sum, document in
            let (whole, isTooLarge) = sum.addingReportingOverflow(document.amount ?? 0)
            return isTooLarge ? .max : whole
        }
    }
}

extension Site {
    func documents(of client: ClientID) async throws -> ClientDocuments {
        guard let field = Document.field("client_id") else { return ClientDocuments([]) }
        var documents: [Kept<Document>] = []
        while documents.count < ClientDocuments.most {
            let page = try await records.records(
                of: Document.self,
                where: [(field: field, value: .integer(client.rawValue))],
                includingHidden: false,
                after: documents.last?.id,
                limit: 500
            )
            documents += page
            if page.count < 500 { break }
        }
        return ClientDocuments(documents)
    }
}
