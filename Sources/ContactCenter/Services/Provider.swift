/// Who renders services: a clinic, a workshop of somebody else's ("исполнитель", requirement S3.30).
package struct Provider: Hashable, Sendable {
    /// What people call it: `ООО Борис` ("мед. учреждение").
    package var name = ""
    /// Whose it is: `Клиника АОН`.
    package var company: String?
    package var status: String?
    package var category: String?
    package var region: String?
    package var group: String?
    package var specialisation: String?
    /// As its papers have it.
    package var fullName: String?
    package var city: String?
    /// Its number in the register of Ukraine: `21522748` ("ЕРДПОУ").
    package var registryCode: String?
    /// Its number in the register of Russia ("ОКПО").
    package var okpo: String?
    package var fax: String?
    package var email: String?
    package var legalAddress: String?
    /// Where it is and how it is reached, a line for each: several addresses, their numbers and extensions.
    package var phones: String?

    package init() {}
}

package typealias ProviderID = RecordID<Provider>

extension Provider: KeptRecord {
    package static let kind = RecordKind.providers
    package static let fields: [RecordField<Provider>] = [
        .text("name", \.name, limit: 200).unique,
        .text("company", \.company, limit: 200),
        .text("status", \.status, limit: 100),
        .text("category", \.category, limit: 100),
        .text("region", \.region, limit: 100),
        .text("group_name", \.group, limit: 100),
        .text("specialisation", \.specialisation, limit: 200),
        .text("full_name", \.fullName, limit: 400),
        .text("city", \.city, limit: 100),
        .text("registry_code", \.registryCode, limit: 20),
        .text("okpo", \.okpo, limit: 20),
        .number("fax", \.fax, limit: 64),
        .text("email", \.email, limit: MailAddress.longest),
        .lines("legal_address", \.legalAddress, limit: 1_000),
        .lines("phones", \.phones, limit: 4_000),
    ]

    package var contradictions: [FieldProblem] {
        email.map { MailAddress($0) == nil } ?? false ? [FieldProblem("email", .malformed)] : []
    }
}
