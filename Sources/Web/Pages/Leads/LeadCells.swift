import ContactCenter
import Foundation

/// What the lead list and the card of a deal say of an inquiry beside its own fields (requirements S2.12, S2.13).
struct LeadCells {
    var row: RegistryRow
    var viewer: Viewer

    private var language: Language { viewer.language }

    func cell(_ column: RegistryColumn) -> HTML {
        switch column {
        case .deal: deal
        case .funnelStage: "<td>\(stage)</td>"
        case .inquiryKind: "<td class=\"phone\">\(kind) \(viewer.callable(row.caller))</td>"
        case .source: clipped(row.source)
        case .callStatus: status
        case .manager: manager
        case .sourceType: clipped(row.sourceType)
        case .quality: clipped(row.quality)
        case .info: clipped(row.info)
        default: "<td></td>"
        }
    }

    /// The picture by which the kinds of inquiries are told apart.
    var kind: HTML {
        let look = row.inquiryKind.look
        return
            "<span class=\"channel \(look.colour.rawValue)\">\(look.icon.html(titled: language[row.inquiryKind.phrase]))</span>"
    }

    var stage: HTML {
        guard let stage = row.funnelStage else { return .nothing }
        return "<span class=\"pill \(row.funnelStageKind?.look ?? .nothing)\">\(foreign(stage, limit: 40))</span>"
    }

    private var deal: HTML {
        guard let deal = row.deal, let name = row.dealName else {
            return """
                <td><a class="plain muted" href="\(SitePath.contact(row.id))/deal">\(language[.dealToDeals])</a></td>
                """
        }
        let comment = row.dealComment.map { comment -> HTML in " <span class=\"muted\">\(foreign(comment))</span>" }
        let title = [name, row.dealComment].compactMap(\.self).joined(separator: " · ")
        return """
            <td class="clip" title="\(shortened(title, to: 200))"><a href="\(DealList.path(of: deal))">\(foreign(name))</a>\
            \(comment ?? .nothing)</td>
            """
    }

    private var status: HTML {
        guard row.callResult != nil else { return "<td></td>" }
        let words = outcome(row.callResult, row.callCause, in: language)
        return "<td class=\"clip\"><span class=\"outcome \(tone(of: row.callResult))\">\(words)</span></td>"
    }

    /// Whom it was handed to stands beside who has it, until that one takes it.
    private var manager: HTML {
        let manager = row.manager(by: viewer.leadBinding)
        guard let responsible = row.responsible, responsible != manager else { return clipped(manager) }
        let handed = language(.leadHandedTo, foreign(responsible, limit: 40))
        return """
            <td class="clip" title="\(shortened([manager, responsible].compactMap(\.self).joined(separator: " → "), to: 200))">\
            \(foreign(manager ?? "")) <span class="muted">\(handed)</span></td>
            """
    }

    private func clipped(_ text: String?) -> HTML {
        guard let text, !text.isEmpty else { return "<td></td>" }
        return "<td class=\"clip\" title=\"\(shortened(text, to: 200))\">\(foreign(text))</td>"
    }
}

extension InquiryKind {
    var phrase: Phrase {
        switch self {
        case .manual: .inquiryManual
        case .request: .inquiryRequest
        case .inbound: .inquiryInbound
        case .outbound: .inquiryOutbound
        }
    }

    /// A lilac keyboard, a blue envelope, arrows (requirement S2.12).
    fileprivate var look: (icon: Icon, colour: ContactChannel.Colour) {
        switch self {
        case .manual: (.keyboard, .violet)
        case .request: (.mail, .blue)
        case .inbound: (.incoming, .green)
        case .outbound: (.outgoing, .orange)
        }
    }
}
