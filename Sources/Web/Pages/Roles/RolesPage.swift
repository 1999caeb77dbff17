import ContactCenter
import Hummingbird

/// Which role allows what, and how far it reaches (requirement S3.7). To be read: roles are changed in the database.
struct RolesPage {
    var roles: [Role]
    var viewer: Viewer

    static let path = "\(Directory.path)/roles"

    private var language: Language { viewer.language }

    func html(address: String) -> HTML {
        let heads = roles.map { role -> HTML in "<th scope=\"col\">\(name(of: role))</th>" }
        let people = roles.map { role -> HTML in "<td class=\"number\">\(role.people)</td>" }
        return Shell(title: language[.roles], place: .directories).page(
            """
            <div class="page-head"><h1>\(language[.roles])</h1></div><p class="muted">\(language[.rolesAdvice])</p>
            <section class="card list"><div class="scroll" tabindex="0" role="region" aria-label="\(language[.roles])">\
            <table class="table dense frozen"><thead><tr><th scope="col">\(language[.rightOne])</th>\(heads)</tr></thead>\
            <tbody>\(Permission.allCases.map(row))<tr><th scope="row">\(language[.rolePeople])</th>\(people)</tr></tbody></table></div></section>
            """,
            address: address,
            for: viewer
        )
    }

    private func row(_ permission: Permission) -> HTML {
        let cells = roles.map { role -> HTML in
            guard let scope = role.rights.scope(of: permission) else {
                return
                    "<td class=\"muted\"><span class=\"only-read\">\(language[.scopeNone])</span><span aria-hidden=\"true\">–</span></td>"
            }
            return "<td>\(language[scope.phrase])</td>"
        }
        return "<tr><th scope=\"row\">\(language[permission.phrase])</th>\(cells)</tr>"
    }

    /// A role that somebody made is called what they called it.
    private func name(of role: Role) -> HTML {
        role.name.phrase.map { language[$0] } ?? foreign(role.name.rawValue, limit: 64)
    }
}

extension Site {
    @Sendable func showRoles(_ request: Request, _ context: Context) async throws -> Response {
        let page = RolesPage(roles: try await access.roles(), viewer: viewer(of: request, context))
        return .page(page.html(address: request.addressWithoutLanguage))
    }
}

extension RoleName {
    /// `nil` for one that did not come with the product.
    var phrase: Phrase? {
        switch self {
        case .operator: .roleOperator
        case .advancedOperator: .roleAdvancedOperator
        case .receptionist: .roleReceptionist
        case .specialist: .roleSpecialist
        case .supervisor: .roleSupervisor
        case .administrator: .roleAdministrator
        default: nil
        }
    }
}

extension Scope {
    var phrase: Phrase {
        switch self {
        case .own: .scopeOwn
        case .department: .scopeDepartment
        case .all: .scopeAll
        }
    }
}

extension Permission {
    var phrase: Phrase {
        switch self {
        case .workspace: .rightWorkspace
        case .online: .rightOnline
        case .calls: .rightCalls
        case .colleagues: .rightColleagues
        case .missed: .rightMissed
        case .distribute: .rightDistribute
        case .recordings: .rightRecordings
        case .intake: .rightIntake
        case .contacts: .rightContacts
        case .clients: .rightClients
        case .reception: .rightReception
        case .directories: .rightDirectories
        case .reconciliation: .rightReconciliation
        case .reports: .rightReports
        case .export: .rightExport
        case .scripts: .rightScripts
        case .integrations: .rightIntegrations
        case .listening: .rightListening
        case .dialling: .rightDialling
        case .diallingAbroad: .rightDiallingAbroad
        case .diallingPremium: .rightDiallingPremium
        case .faxing: .rightFaxing
        case .policies: .rightPolicies
        case .bulletins: .rightBulletins
        case .imports: .rightImports
        }
    }
}
