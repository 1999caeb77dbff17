import ContactCenter
import Foundation
import HTTPTypes
import Hummingbird

/// What the panels of a call's card are asked for (requirement S4.10). Only by who takes part in the call.
extension Site {
    /// Which panels there are; none for a call that is gone by now, as one is that the PBX told wrongly of.
    @Sendable func showCardPanels(_ request: Request, _ context: Context) async throws -> Response {
        guard let call = try await panelCall(request, context) else { return .page(.nothing) }
        let panels = try await records.records(of: CallPanel.self, includingHidden: false).filter(\.record.isOn)
        return .page(CardPanels.waiting(panels, for: call.id, viewer(of: request, context)))
    }

    /// What stands on one.
    @Sendable func showCardPanel(_ request: Request, _ context: Context) async throws -> Response {
        guard let call = try await panelCall(request, context) else { throw HTTPError(.notFound) }
        let panel = try await panel(context)
        let viewer = viewer(of: request, context)
        let content = try await content(of: panel, for: await callerKnown(in: call), call.id, viewer)
        return .page(CardPanels.filled(panel, with: content))
    }

    /// The page of another program, for the frame on the card and nothing else.
    @Sendable func sendCardPanelPage(_ request: Request, _ context: Context) async throws -> Response {
        guard let call = try await panelCall(request, context) else { throw HTTPError(.notFound) }
        let panel = try await panel(context)
        guard panel.record.kind == .erpPage,
            case .content(let bytes) = await answer(for: panel.record, await callerKnown(in: call))
        else { throw HTTPError(.notFound) }
        return .foreignPage(ForeignText(bytes).text)
    }

    // MARK: -

    /// Who is at the other end, as far as it is known.
    private struct KnownCaller {
        /// Digits alone.
        var number: String?
        /// `nil` where nobody or several could be it.
        var client: Kept<Client>?

        var values: [PanelAddress.Value: String] {
            var values: [PanelAddress.Value: String] = [:]
            values[.number] = number
            values[.clientID] = client?.id.description
            values[.clientName] = client?.record.name
            return values
        }
    }

    /// - Returns: `nil` where there is no such call with the outside.
    private func panelCall(_ request: Request, _ context: Context) async throws -> Call? {
        guard let id = request.uri.queryParameters["call"].flatMap({ CallID(description: String($0)) }) else {
            throw HTTPError(.badRequest)
        }
        guard let call = try await presentCall(id), call.direction != .internal else { return nil }
        guard try await takesPart(try context.signedIn.user, in: call) else { throw HTTPError(.forbidden) }
        return call
    }

    private func panel(_ context: Context) async throws -> Kept<CallPanel> {
        guard let panel = try await records.record(try recordID(context) as CallPanelID), panel.record.isOn,
            !panel.isHidden
        else { throw HTTPError(.notFound) }
        return panel
    }

    private func callerKnown(in call: Call) async -> KnownCaller {
        guard let number = call.otherSide.number else { return KnownCaller() }
        let digits = numbers.read(number).key?.rawValue.filter { $0.isASCII && $0.isNumber }
        var caller = KnownCaller(number: digits?.isEmpty ?? true ? nil : digits)
        let question = EarlierCalls.Question(call: call.id, number: number, before: call.startedAt)
        // The same that the card has asked.
        if case .calls(_, let clients) = await earlierCalls.answer(to: question), clients.count == 1 {
            caller.client = clients[0].client
        }
        return caller
    }

    private func content(
        of panel: Kept<CallPanel>,
        for caller: KnownCaller,
        _ call: CallID,
        _ viewer: Viewer
    ) async throws -> HTML {
        guard panel.record.kind.asks else {
            return try await ownDocuments(panel.record.kind, of: caller.client, viewer)
        }
        switch await answer(for: panel.record, caller) {
        case .failed(let failure): return CardPanels.failed(failure, viewer)
        case .content(let bytes):
            let text = ForeignText(bytes).text
            if panel.record.kind == .erpPage {
                let isEmpty = text.allSatisfy(\.isWhitespace)
                return isEmpty
                    ? "<p class=\"muted\">\(viewer.language[.panelEmpty])</p>" : CardPanels.frame(panel, for: call)
            }
            guard let json = try? JSONReader.read(Array(text.utf8)) else {
                return CardPanels.failed(.unreadable, viewer)
            }
            return PanelTable(json: json, language: viewer.language).html
        }
    }

    private func ownDocuments(_ kind: CallPanel.Kind, of client: Kept<Client>?, _ viewer: Viewer) async throws -> HTML {
        guard let client else { return CardPanels.failed(.lacks(.clientID), viewer) }
        let view = PanelDocuments(documents: try await documents(of: client.id), viewer: viewer)
        return switch kind {
        case .openDocuments: view.list(view.documents.open)
        case .documentSums: view.sums
        case .documentHistory, .erpTable, .erpPage: view.latest
        }
    }

    private func answer(for panel: CallPanel, _ caller: KnownCaller) async -> PanelAnswer {
        guard let panels, let address = panel.address.flatMap(PanelAddress.init) else { return .failed(.foreignHost) }
        return await panels.answer(from: address, with: caller.values)
    }
}
