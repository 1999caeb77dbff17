import ContactCenter
import Hummingbird

/// Trying out the rules of routing.
extension Site {
    @Sendable func showRoutingTrial(_ request: Request, _ context: Context) async throws -> Response {
        let number = ListAddress(RoutingTrialPage.path, of: request, fields: ["number"])["number"] ?? ""
        let outcome: RoutingTrialPage.Outcome
        if let routing = pbxAnswers?.routing {
            if number.isEmpty {
                outcome = .unasked
            } else if let decision = await routing.decision(on: number) {
                outcome = .decided(decision)
            } else {
                outcome = .notReady
            }
        } else {
            outcome = .off
        }
        let page = RoutingTrialPage(number: number, outcome: outcome, viewer: viewer(of: request, context))
        return .page(page.html(address: request.addressWithoutLanguage))
    }
}
