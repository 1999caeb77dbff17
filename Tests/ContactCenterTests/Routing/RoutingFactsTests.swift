import ContactCenter
import Foundation
import TestSupport
import Testing

@Suite("Who gets a caller") struct RoutingFactsTests {
    private let now = Date.sample(0)
    private let anna = EmployeeID(1)
    private let boris = EmployeeID(2)

    private func rule(
        _ kind: RoutingRule.Kind,
        second: EmployeeID? = nil,
        isOn: Bool = true,
        place: Int64 = 1
    ) -> Kept<RoutingRule> {
        var rule = RoutingRule()
        (rule.name, rule.kind, rule.secondChoice, rule.isOn, rule.place) = (kind.rawValue, kind, second, isOn, place)
        return Kept(id: RoutingRuleID(place), version: 1, record: rule)
    }

    private func employee(_ number: Int64, _ change: (inout Employee) -> Void = { _ in }) -> Kept<Employee> {
        var employee = Employee()
        employee.name = "Сотрудник \(number)"
        employee.phone = Extension("010\(number)")
        employee.user = UserID(number)
        change(&employee)
        return Kept(id: EmployeeID(number), version: 1, record: employee)
    }

    /// Both are there and free.
    private var floor: Floor {
        var floor = Floor()
        floor.connection = .connected
        for number in [Int64(1), 2] {
            floor.phones[Extension("010\(number)")] = .ready
            floor.presences[UserID(number)] = Presence(status: .available, since: now)
        }
        return floor
    }

    private func facts(
        _ rules: [Kept<RoutingRule>],
        _ change: (inout Employee) -> Void = { _ in },
        calendar: WorkCalendar = WorkCalendar(zone: .gmt)
    ) -> RoutingFacts {
        RoutingFacts(rules: rules, employees: [employee(1, change), employee(2)], calendar: calendar)
    }

    private var caller: Caller { Caller(client: ClientID(9), name: "Клиент", responsible: anna, lastSpoken: boris) }

    @Test("S4.13 the first rule that names somebody who can take the call decides")
    func order() {
        let rules = [rule(.openDocument), rule(.responsible, place: 2), rule(.lastSpoken, place: 3)]
        let decision = facts(rules).decision(on: caller, floor, at: now)
        #expect(decision.phone == Extension("0101") && decision.chosen?.employee == anna)
        #expect(decision.steps.map(\.candidates.count) == [0, 1, 1])

        var withDocument = caller
        withDocument.documentResponsible = boris
        #expect(facts(rules).decision(on: withDocument, floor, at: now).phone == Extension("0102"))
        let without = [rule(.openDocument, isOn: false), rule(.responsible, place: 2)]
        #expect(facts(without).decision(on: withDocument, floor, at: now).phone == Extension("0101"))
    }

    @Test("S4.13 a stranger, and a client whom no rule names anybody for, go the PBX's own way")
    func nobody() {
        let rules = [rule(.responsible, second: boris), rule(.vip, second: boris, place: 2)]
        #expect(facts(rules).decision(on: nil, floor, at: now).phone == nil)
        let unknown = Caller(client: ClientID(9), name: "")
        let decision = facts(rules).decision(on: unknown, floor, at: now)
        #expect(decision.phone == nil && decision.steps.map(\.candidates.isEmpty) == [true, true])
        #expect(facts([]).decision(on: caller, floor, at: now).phone == nil)
    }

    @Test("S4.13 the second choice is asked before the next rule, of a VIP it is the only one")
    func second() {
        var floor = floor
        floor.phones[Extension("0101")] = .talking
        let decision = facts([rule(.responsible, second: boris)]).decision(on: caller, floor, at: now)
        #expect(decision.phone == Extension("0102") && decision.chosen?.isSecondChoice == true)
        #expect(decision.steps[0].candidates[0].failures == [.line(.talking)])

        var vip = Caller(client: ClientID(9), name: "")
        vip.isVIP = true
        #expect(facts([rule(.vip, second: boris)]).decision(on: vip, floor, at: now).phone == Extension("0102"))
        #expect(facts([rule(.vip)]).decision(on: vip, floor, at: now).phone == nil)
        // Nobody stands in for themselves.
        let same = facts([rule(.responsible, second: anna)]).decision(on: caller, floor, at: now)
        #expect(same.steps[0].candidates.count == 1)
    }

    @Test("S4.14 only who is logged in, with an open page, gets callers")
    func session() {
        let rules = [rule(.responsible)]
        func failures(_ change: (inout Floor) -> Void) -> [RouteDecision.Failure] {
            var floor = floor
            change(&floor)
            return facts(rules).decision(on: caller, floor, at: now).steps[0].candidates[0].failures
        }
        #expect(failures { _ in } == [])
        #expect(failures { $0.presences[UserID(1)] = nil } == [.loggedOut])
        #expect(failures { $0.presences[UserID(1)]?.status = .offline } == [.loggedOut])
        #expect(failures { $0.presences[UserID(1)]?.status = .away } == [.says(.away)])
        #expect(failures { $0.presences[UserID(1)]?.wrappingUpSince = now } == [.wrappingUp])
        #expect(failures { $0.phones[Extension("0101")] = nil } == [.unknownLine])
        #expect(failures { $0.connection = .lost(since: now) } == [.unknownLine])
        for line in LineState.allCases where line != .ready {
            #expect(failures { $0.phones[Extension("0101")] = line } == [.line(line)])
        }
        let noLogIn = facts(rules) { $0.user = nil }.decision(on: caller, floor, at: now)
        #expect(noLogIn.steps[0].candidates[0].failures == [.noLogIn] && noLogIn.phone == nil)
        let noPhone = facts(rules) { $0.phone = nil }.decision(on: caller, floor, at: now)
        #expect(noPhone.steps[0].candidates[0].failures == [.noPhone])
        let gone = RoutingFacts(rules: rules, employees: [], calendar: WorkCalendar(zone: .gmt))
        #expect(gone.decision(on: caller, floor, at: now).steps[0].candidates[0].failures == [.gone])
    }

    @Test("S4.13 who does not work now gets no callers; of whom nobody wrote down when they work does")
    func hours() {
        func phone(_ schedule: String?) -> Extension? {
            facts([rule(.responsible)]) { $0.workSchedule = schedule }.decision(on: caller, floor, at: now).phone
        }
        #expect(phone("пн-вс 0:00-24:00") == Extension("0101"))
        #expect(phone(nil) == Extension("0101"))
        let minute = Int(now.timeIntervalSince1970 / 60) % 1_440
        let later = (minute / 60 + 2) % 23
        #expect(phone("пн-вс \(later):00-\(later + 1):00") == nil)
    }

    @Test("S4.13 an extension that no card of the directory names is never told, nor one that is none")
    func foreign() {
        var floor = floor
        _ = floor.take([Seat(phone: Extension("0199"), user: UserID(1), displayName: "", since: now)])
        floor.phones[Extension("0199")] = .ready
        let decision = facts([rule(.responsible)]).decision(on: caller, floor, at: now)
        #expect(decision.phone == nil)
        #expect(decision.steps[0].candidates[0].failures == [.foreignPhone(Extension("0199"))])
        for phone in ["0101,1", "01 01", "${X}", "0101&0102"] {
            floor = self.floor
            floor.phones[Extension(phone)] = .ready
            let facts = facts([rule(.responsible)]) { $0.phone = Extension(phone) }
            #expect(facts.decision(on: caller, floor, at: now).phone == nil)
        }
        // Who sits at a colleague's phone is reached there.
        floor = self.floor
        _ = floor.take([Seat(phone: Extension("0102"), user: UserID(1), displayName: "", since: now)])
        #expect(facts([rule(.responsible)]).decision(on: caller, floor, at: now).phone == Extension("0102"))
    }
}
