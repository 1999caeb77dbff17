import ContactCenter
import Foundation
import Hummingbird

/// The registry, or the journal, as a file: the columns that the reader sees, all of its pages (requirements S2.17, S2.22).
struct RegistrySheet: Sendable {
    private let list: RegistryList
    private let columns: [RegistryColumn]
    private let viewer: Viewer
    /// How many rows are read at once.
    private let portion: Int
    // Words that many rows have.
    private let yes: String
    private let unfinished: String
    private let stages: [ContactWork.Stage: String]

    /// - Parameter portion: by default few, for the memory's sake; more where each portion sorts the whole period anew.
    init(_ list: RegistryList, columns: RegistryColumns, for viewer: Viewer, portion: Int? = nil) {
        self.list = list
        self.portion = portion ?? (list.sort.column == .date ? 2_000 : 5_000)
        self.columns = columns.shown
        self.viewer = viewer
        let language = viewer.language
        yes = language[.registryYes].words
        unfinished = language[.contactUnfinished].words
        stages = Dictionary(
            uniqueKeysWithValues: ContactWork.Stage.allCases.map { ($0, language[$0.phrase].words) }
        )
    }

    func export(of registry: any ContactRegistry, filters: RegistryFilters) -> SheetExport {
        let language = viewer.language
        let sheet = Sheet(
            title: language[list.kind.title].words,
            remarks: sheetRemarks(list.period.days, filters.bar.fields, for: viewer) + filters.statesInWords,
            columns: columns.map { Sheet.Column($0.rawValue, language[$0.phrase].words, $0.sheetKind) },
            timeZone: viewer.timeZone,
            rows: rows(of: registry)
        )
        return SheetExport(
            list.kind.rawValue,
            language[list.kind.place.name],
            list.period.days,
            list.top,
            besides: [RegistryList.Field.sort],
            sheet: sheet
        )
    }

    private func rows(of registry: any ContactRegistry) -> Sheet.Rows {
        var question = list.question
        question.limit = portion
        let read: @Sendable (RegistryTurn) async throws -> RegistryAnswer = { [question] turn in
            var asked = question
            asked.turn = turn
            return try await registry.answer(to: asked)
        }
        return { take in
            // What is read is put into words while the next rows are read: both take about as long.
            try await readAhead(read(.first)) { before in
                guard before.hasNext, let last = before.rows.last else { return nil }
                return try await read(.after(last.place))
            } take: {
                try await take($0.rows.map(row))
            }
        }
    }

    private func row(_ row: RegistryRow) -> Sheet.Row { Sheet.Row(columns.map { cell($0, of: row) }) }

    private func cell(_ column: RegistryColumn, of row: RegistryRow) -> Sheet.Cell {
        switch column {
        case .number: .text(row.number ?? unfinished)
        case .date: .instant(row.place.at)
        case .novelty: flag(row.novelty == .firstTime)
        case .inquiry: flag(row.isInquiry)
        case .appointment: flag(row.hasAppointment)
        case .arrival: flag(row.hasArrival)
        case .reason: text(row.reason)
        case .responsible: text(row.responsible)
        case .client: text(row.clientName)
        case .person: text(row.person)
        case .vehicle: text(row.vehicle)
        case .model: text([row.make, row.model].compactMap(\.self).joined(separator: " "))
        case .channel: text(row.channelName)
        case .caller: phone(row.caller)
        case .did: phone(row.did)
        case .phone: text(row.phone?.rawValue)
        case .workshop: text(row.workshop)
        case .place: text(row.department)
        case .registrar: text(row.registrar)
        case .processor: text(row.processor)
        case .stage: text(row.work.flatMap { stages[$0.stage] })
        case .waited: duration(row.waited)
        case .takenIn: duration(row.work?.takenAt.map { .between(row.work?.handedAt ?? $0, $0) })
        case .processedIn: duration(row.work?.processedAt.map { .between(row.work?.handedAt ?? $0, $0) })
        case .deal: text(row.dealName)
        case .funnelStage: text(row.funnelStage)
        case .inquiryKind: text(viewer.language[row.inquiryKind.phrase].words)
        case .source: text(row.source)
        case .callStatus: text(row.callResult.map { outcome($0, row.callCause, in: viewer.language).words })
        case .manager: text(row.manager(by: viewer.leadBinding))
        case .sourceType: text(row.sourceType)
        case .quality: text(row.quality)
        case .topics: text(row.topics)
        case .project: text(row.project)
        case .info: text(row.info)
        }
    }

    private func flag(_ isOn: Bool) -> Sheet.Cell { isOn ? .text(yes) : .nothing }
    private func text(_ text: String?) -> Sheet.Cell { text.map { .text($0) } ?? .nothing }
    private func phone(_ number: String?) -> Sheet.Cell { number.map { .phone(viewer.phoneText($0)) } ?? .nothing }
    private func duration(_ duration: Duration?) -> Sheet.Cell { duration.map { .duration($0) } ?? .nothing }
}

extension RegistryColumn {
    fileprivate var sheetKind: Sheet.Column.Kind {
        switch self {
        case .date: .instant
        case .caller, .did: .phone
        case .waited, .takenIn, .processedIn: .duration
        case .novelty, .inquiry, .appointment, .arrival: .mark
        case .number, .reason, .responsible, .client, .person, .vehicle, .model, .channel, .phone, .workshop, .place,
            .registrar, .stage, .processor, .deal, .funnelStage, .inquiryKind, .source, .callStatus, .manager,
            .sourceType, .quality, .info, .topics, .project:
            .text
        }
    }
}

extension Site {
    func exportRegistry(_ kind: RegistryKind, as form: SheetForm) -> Handler {
        { request, context in
            let reader = try context.signedIn
            let viewer = viewer(of: request, context)
            let list = try registryList(request, context, of: kind, for: viewer)
            // A client as somebody typed them is yet to be chosen.
            guard !list.isWrong, list.address[RegistryList.Field.who] == nil else { throw HTTPError(.badRequest) }
            var clientName: String?
            if let client = list.filter.client { clientName = try await registry.clientName(client) }
            let filters = RegistryFilters(
                list: list,
                options: try await registry.options(),
                clientName: clientName,
                saved: [],
                viewer: viewer
            )
            let columns = try await registry.columns(of: reader.user.id, in: kind)
            let sheet = RegistrySheet(list, columns: columns, for: viewer)
            return try await send(sheet.export(of: registry, filters: filters), as: form, request, context)
        }
    }
}
