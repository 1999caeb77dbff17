import Foundation

package typealias PaperID = RecordID<Paper>

/// A paper that goes with a contact or a client: a letter, an invoice, an act, made from a template ("сопроводительный документ",
/// requirement S3.4). It stays as it was made: what changes about the template or the contact later changes no paper.
package struct Paper: Hashable, Sendable {
    /// What it goes with. That of a contact is that of the contact's client, whoever that turns out to be.
    package enum Subject: Hashable, Sendable {
        case contact(ContactID)
        case client(ClientID)
    }

    /// Of the form that it was made with: one that is sent twice makes one paper.
    package var key: ContactLetterKey
    package var subject: Subject
    package var template: DocumentTemplateID
    /// The template's, as it was then.
    package var title: String
    package var kind: DocumentTemplate.Kind
    package var at: Date
    package var author: UserID?

    package init(
        key: ContactLetterKey,
        subject: Subject,
        template: DocumentTemplateID,
        title: String,
        kind: DocumentTemplate.Kind,
        at: Date,
        author: UserID?
    ) {
        self.key = key
        self.subject = subject
        self.template = template
        self.title = title
        self.kind = kind
        self.at = at
        self.author = author
    }

    /// As people write it: `СЧ-00012`; more digits where five do not suffice.
    package static func number(_ place: Int64, of kind: DocumentTemplate.Kind) -> String {
        "\(kind.prefix)-\(Case.number(place))"
    }
}

/// A paper as it is kept.
package struct KeptPaper: Hashable, Sendable {
    package var id: PaperID
    package var number: String
    package var paper: Paper
    package var authorName: String?
    /// Printed to PDF.
    package var hasPDF: Bool

    package init(id: PaperID, number: String, paper: Paper, authorName: String?, hasPDF: Bool) {
        self.id = id
        self.number = number
        self.paper = paper
        self.authorName = authorName
        self.hasPDF = hasPDF
    }

    /// `Счёт на оплату СЧ-00012`
    package var title: String { "\(paper.title) \(number)" }
}

/// Papers that were made; none is ever changed.
package protocol PaperStore: Sendable {
    /// Keeps a paper under the next number of its kind.
    ///
    /// - Parameter page: what it says, as HTML, with that number in it.
    /// - Returns: the one that was made with the same key before, where there is one.
    func add(_ paper: Paper, audit: AuditEntry, page: @escaping @Sendable (String) -> String) async throws -> PaperID
    func paper(_ id: PaperID) async throws -> KeptPaper?
    /// What it says, as HTML.
    func page(of id: PaperID) async throws -> String?
    /// - Returns: `nil` where it is not printed yet.
    func pdf(of id: PaperID) async throws -> [UInt8]?
    /// Keeps its print, where there is none yet.
    func keep(_ pdf: [UInt8], of id: PaperID) async throws
    /// The latest first; of a client those alone that go with no contact.
    func papers(of subject: Paper.Subject, limit: Int) async throws -> [KeptPaper]
}
