import ContactCenter
import Hummingbird

/// Trying out the rules of routing.
extension Site {
    @Sendable func showRoutingTrial(_ request: Request, _ context: Context) async throws -> Response {
        let number = ListAddress(RoutingTrialPage.path, of: request, fields: ["number"])["number"] ?? ""
        let page = RoutingTrialPage(
            number: number,
            outcome: await outcome(of: number),
            viewer: viewer(of: request, context)
        )
        return .page(page.html(address: request.addressWithoutLanguage))
    }

    private func outcome(of number: String) async -> RoutingTrialPage.Outcome {
        guard let routing = pbxAnswers?.routing else { return .off }
        guard !number.isEmpty else { return .unasked }
        return await routing.decision(on: number).map { .decided($0) } ?? .notReady
    }
}
