import ContactCenter
import Foundation

/// The card of a vehicle, a document, a policy or one of its limits: whose it is, its fields, to be changed, and its history. Also the form for a new one.
struct OwnedRecordPage<Record: OwnedRecord>: Sendable {
    var card: RecordCard<Record>
    /// Of a policy.
    var limits: PolicyLimits?

    private var record: Record { card.draft.record }
    private var viewer: Viewer { card.texts.viewer }
    private var language: Language { viewer.language }

    func html(address: String) -> HTML {
        let title = card.kept.map { $0.record.title(in: language) } ?? language(.recordNew, language[Record.one])
        let given = record.given.map { name, value -> HTML in
            "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
        }
        let form = card.form(to: card.kept.map { Record.path(of: $0.id) } ?? Record.path, given: given)
        return Shell(title: language[Record.one], place: Record.place).page(
            """
            <div class="page-head"><h1>\(title)</h1>\(card.state)\(owner)\(fax)</div>\(card.notices)\(form)\(limits?.html ?? .nothing)\(card.changes)
            """,
            address: address,
            for: viewer
        )
    }

    /// A document can be faxed while its client is at the telephone (requirement S4.11).
    private var fax: HTML {
        guard let kept = card.kept, Record.self == Document.self, viewer.sendsFaxes else { return .nothing }
        let address: HTML = "\(FaxFormPage.path)?document=\(kept.id.rawValue)"
        return "<a class=\"button push\" href=\"\(address)\">\(Icon.doc.html()) \(language[.faxSend])</a>"
    }

    private var owner: HTML {
        let record = card.kept?.record ?? record
        if let policy = record.policy {
            let name = card.texts.names[RecordReference(.record(.policies), policy.rawValue)] ?? "№ \(policy)"
            return "<a href=\"\(Policy.path(of: policy))\">\(Icon.doc.html()) \(foreign(name, limit: 120))</a>"
        }
        guard let client = record.client else { return .nothing }
        let name = card.texts.names[RecordReference(.record(.clients), client.rawValue)] ?? "№ \(client)"
        return "<a href=\"\(SitePath.client(client))\">\(Icon.person.html()) \(foreign(name))</a>"
    }
}
