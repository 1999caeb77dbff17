import ContactCenter
import Testing

@testable import Web

@Suite("Trying out the rules of routing") struct RoutingTrialTests {
    private func text(_ outcome: RoutingTrialPage.Outcome, _ language: Language = .russian) -> String {
        RoutingTrialPage(number: "<89535237271>", outcome: outcome, viewer: .sample(language))
            .html(address: RoutingTrialPage.path).markup
    }

    private func decision(_ failures: [[RouteDecision.Failure]]) -> RouteDecision {
        var rule = RoutingRule()
        (rule.name, rule.kind) = ("Мастер <b>", .openDocument)
        let candidates = failures.enumerated().map { place, failures in
            RouteDecision.Candidate(
                employee: EmployeeID(Int64(place + 1)),
                name: "Рожин \(place)",
                isSecondChoice: place > 0,
                phone: Extension("011\(place)"),
                failures: failures
            )
        }
        let step = RouteDecision.Step(
            rule: Kept(id: RoutingRuleID(1), version: 1, record: rule),
            candidates: candidates
        )
        return RouteDecision(caller: Caller(client: ClientID(1), name: "Ромашка"), steps: [step])
    }

    @Test("S4.13 who gets the number is said, and of everybody else each condition that is not fulfilled")
    func words() {
        let failures: [RouteDecision.Failure] = [.loggedOut, .notWorking(.off), .line(.talking)]
        let page = text(.decided(decision([failures, []])))
        for words in ["Рожин 1", "0111", "не в программе", "разговор", "Второй выбор", "Мастер &lt;b&gt;"] {
            #expect(page.contains(words), "\(words)")
        }
        #expect(page.contains("value=\"&lt;89535237271&gt;\""))
        // Who may not see clients is not told their names.
        #expect(!page.contains("Ромашка"))
    }

    @Test("S4.13 where nobody gets it the PBX's own route applies, and a rule that names nobody says so")
    func standard() {
        let all: [RouteDecision.Failure] = [
            .gone, .noLogIn, .loggedOut, .says(.busy), .says(.away), .wrappingUp, .noPhone,
            .foreignPhone(Extension("9")), .unknownLine, .line(.offline),
        ]
        for language in [Language.russian, .english, .ukrainian] {
            #expect(text(.decided(decision([all])), language).contains(language[.routingStandard].markup))
            #expect(text(.decided(decision([])), language).contains(language[.routingNamesNobody].markup))
            #expect(text(.off, language).contains(language[.routingOff].markup))
        }
    }
}
