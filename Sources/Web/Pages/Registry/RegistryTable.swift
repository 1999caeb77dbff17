import ContactCenter
import Foundation

/// The rows of the registry in the columns that the reader chose.
struct RegistryTable {
    var list: RegistryList
    var columns: RegistryColumns
    var mayAssign: Bool
    var viewer: Viewer

    private var language: Language { viewer.language }

    var head: HTML {
        let mark: HTML =
            mayAssign
            ? "<th scope=\"col\" class=\"mark\">\(markAll)</th>" as HTML
            : .nothing
        return "<tr>\(columns.shown.map(header).joined(mark, after: 1))</tr>"
    }

    /// Of leads all on the page are marked at once.
    private var markAll: HTML {
        guard list.kind == .leads else { return "<span class=\"only-read\">\(language[.registryMark])</span>" }
        return """
            <input type="checkbox" data-mark-all aria-label="\(language[.leadsMarkAll])" title="\(language[.leadsMarkAll])">
            """
    }

    private func header(_ column: RegistryColumn) -> HTML {
        let name = language[column.phrase]
        let short: HTML = column.shortPhrase.map { "<abbr title=\"\(name)\">\(language[$0])</abbr>" } ?? name
        let kind: HTML = column.isFlag ? " class=\"mark\"" : .nothing
        guard RegistryList.isSortable(list.period), column.isSortable else {
            return "<th scope=\"col\"\(kind)\(sorted(column))>\(short)</th>"
        }
        let isSorted = list.sort.column == column
        let isDescending = isSorted ? !list.sort.isDescending : column == .date || column.isFlag
        let sort = RegistrySort(column, isDescending: isDescending)
        let arrow: HTML = isSorted ? Icon.down.html() : .nothing
        return """
            <th scope="col"\(kind)\(sorted(column))><a href="\(list.top.with(RegistryList.Field.sort, sort.address).html)">\
            \(short)\(arrow)</a></th>
            """
    }

    private func sorted(_ column: RegistryColumn) -> HTML {
        guard list.sort.column == column else { return .nothing }
        return list.sort.isDescending ? " aria-sort=\"descending\"" : " aria-sort=\"ascending\""
    }

    func row(_ row: RegistryRow) -> HTML {
        let cells = content(of: row)
        return """
            <tr id="contact-\(row.id.rawValue)" data-row data-digest="\(Self.digest(of: cells))">\(cells)</tr>
            """
    }

    func content(of row: RegistryRow) -> HTML {
        let mark: HTML =
            mayAssign
            ? """
            <td class="mark"><input type="checkbox" name="contact" value="\(row.id.rawValue).\(row.version)" \
            aria-label="\(language[.registryMark])"></td>
            """
            : .nothing
        return columns.shown.map { cell($0, of: row) }.joined(mark, after: 1)
    }

    /// By which a browser tells whether its row is still true (FNV-1a): it protects nothing.
    static func digest(of cells: HTML) -> String {
        var digest: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in cells.markup.utf8 { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String(digest, radix: 36)
    }

    // MARK: - Cells

    private func cell(_ column: RegistryColumn, of row: RegistryRow) -> HTML {
        switch column {
        case .number: return number(row)
        case .date: return "<td>\(dayAndSecondsTime(row.place.at, for: viewer))</td>"
        case .novelty: return flag(row.novelty == .firstTime, .registryNoveltyInShort, .noveltyFirstTime, "first")
        case .inquiry: return flag(row.isInquiry, .registryInquiryInShort, .registryInquiry)
        case .appointment: return flag(row.hasAppointment, .registryAppointmentInShort, .registryAppointment)
        case .arrival: return flag(row.hasArrival, .registryArrivalInShort, .registryArrival, "last")
        case .reason:
            let none: HTML = "<span class=\"pill warn\">\(language[.registryReasonless])</span>"
            return "<td>\(row.reason.map { foreign($0) } ?? none)</td>"
        case .responsible: return clipped(row.responsible)
        case .client: return client(row)
        case .person: return clipped(row.person)
        case .vehicle: return clipped(row.vehicle)
        case .model: return clipped([row.make, row.model].compactMap(\.self).joined(separator: " "))
        case .channel: return channel(row)
        case .caller: return "<td class=\"phone\">\(viewer.callable(row.caller))</td>"
        case .did: return "<td class=\"phone\">\(viewer.phone(row.did))</td>"
        case .phone: return "<td class=\"number\">\(foreign(row.phone?.rawValue ?? "", limit: 32))</td>"
        case .workshop: return clipped(row.workshop)
        case .place: return clipped(row.department)
        case .registrar: return clipped(row.registrar)
        case .processor: return clipped(row.processor)
        case .stage: return stage(row)
        case .waited: return time(row.waited)
        case .deal, .funnelStage, .inquiryKind, .source, .callStatus, .manager, .sourceType, .quality, .info:
            return LeadCells(row: row, viewer: viewer).cell(column)
        case .topics: return clipped(row.topics)
        case .project: return clipped(row.project)
        case .takenIn: return time(row.work?.takenAt.map { .between(row.work?.handedAt ?? $0, $0) })
        case .processedIn: return time(row.work?.processedAt.map { .between(row.work?.handedAt ?? $0, $0) })
        }
    }

    private func stage(_ row: RegistryRow) -> HTML {
        guard let stage = row.work?.stage else { return "<td></td>" }
        return "<td><span class=\"pill \(stage.look)\">\(language[stage.phrase])</span></td>"
    }

    private func time(_ duration: Duration?) -> HTML { "<td class=\"num\">\(duration.map(length) ?? .nothing)</td>" }

    private func number(_ row: RegistryRow) -> HTML {
        let words: HTML =
            row.number.map { HTML(text: $0) }
            ?? "<span class=\"pill warn\">\(language[.contactUnfinished])</span>"
        let query = list.address.without(RegistryList.Field.assigned).query
        let mark = list.kind == .registry ? "" : list.kind.mark
        let from: HTML = (mark + query).isEmpty ? .nothing : "?from=\(SitePath.percentEncoded(mark + query))"
        return "<th scope=\"row\"><a href=\"\(SitePath.contact(row.id))\(from)\">\(words)</a></th>"
    }

    private func flag(_ isOn: Bool, _ letter: Phrase, _ name: Phrase, _ kind: HTML = .nothing) -> HTML {
        contactFlagCell(isOn, letter, name, kind, in: language)
    }

    private func clipped(_ text: String?) -> HTML {
        guard let text, !text.isEmpty else { return "<td></td>" }
        return "<td class=\"clip\" title=\"\(shortened(text, to: 200))\">\(foreign(text))</td>"
    }

    /// A name leads to all contacts of the client.
    private func client(_ row: RegistryRow) -> HTML {
        guard let client = row.client, let name = row.clientName else { return "<td></td>" }
        let address = list.top.with(RegistryList.Field.client, "\(client)")
        return """
            <td class="clip" title="\(shortened(name, to: 200))"><a class="plain" href="\(address.html)">\(foreign(name))</a></td>
            """
    }

    private func channel(_ row: RegistryRow) -> HTML {
        guard let name = row.channelName else { return "<td></td>" }
        return
            "<td class=\"clip\" title=\"\(shortened(name, to: 200))\">\(channelMark(row.channelLook)) \(foreign(name))</td>"
    }
}

/// A mark of the registry and the card: a letter where it is set, a dot where it is not.
func contactFlagCell(_ isOn: Bool, _ letter: Phrase, _ name: Phrase, _ kind: HTML, in language: Language) -> HTML {
    guard isOn else { return "<td class=\"mark\"><span class=\"flag\"></span></td>" }
    return """
        <td class="mark"><span class="flag on \(kind)" title="\(language[name])">\(language[letter])</span></td>
        """
}

extension RegistryRow {
    /// `MAZDA 6 (2007)`
    var vehicle: String { StatedVehicle(makeName: make ?? "", model: model, year: year).title }
}

extension RegistryColumn {
    /// Whose a lead is depends on a setting, what was noted is no order, and of topics there may be several.
    var isSortable: Bool { ![.manager, .info, .topics].contains(self) }

    var isFlag: Bool { [.novelty, .inquiry, .appointment, .arrival].contains(self) }

    var phrase: Phrase {
        switch self {
        case .number: .contactNumber
        case .date: .contactDate
        case .novelty: .noveltyFirstTime
        case .inquiry: .registryInquiry
        case .appointment: .registryAppointment
        case .arrival: .registryArrival
        case .reason: .contactReason
        case .responsible: .contactResponsible
        case .client: .contactClient
        case .person: .contactPerson
        case .vehicle: .contactVehicle
        case .model: .contactModel
        case .channel: .contactChannel
        case .caller: .contactCaller
        case .did: .did
        case .phone: .extensionNumber
        case .workshop: .contactWorkshop
        case .place: .contactPlace
        case .registrar: .contactRegistrar
        case .waited: .journalWaited
        case .stage: .workTitle
        case .takenIn: .journalTakenIn
        case .processor: .journalProcessor
        case .processedIn: .journalProcessedIn
        case .deal: .dealOne
        case .funnelStage: .funnelStageName
        case .inquiryKind: .inquiryKind
        case .source: .contactSource
        case .callStatus: .callStatus
        case .manager: .leadManager
        case .sourceType: .sourceTypeName
        case .quality: .leadQualityName
        case .info: .leadInfo
        case .topics: .topics
        case .project: .projectName
        }
    }

    /// What stands above a narrow column.
    fileprivate var shortPhrase: Phrase? {
        switch self {
        case .novelty: .registryNoveltyInShort
        case .inquiry: .registryInquiryInShort
        case .appointment: .registryAppointmentInShort
        case .arrival: .registryArrivalInShort
        case .did: .didInShort
        case .channel: .contactChannelInShort
        case .waited: .journalWaitedInShort
        case .funnelStage: .funnelStageInShort
        case .quality: .leadQualityInShort
        case .inquiryKind: .inquiryKindInShort
        default: nil
        }
    }
}

extension [HTML] {
    /// All of them one after the other, and something else after so many.
    fileprivate func joined(_ other: HTML, after count: Int) -> HTML {
        var result = HTML.nothing
        for (place, html) in enumerated() {
            if place == count { result += other }
            result += html
        }
        return result
    }
}
