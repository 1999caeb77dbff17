import Testing

@testable import ContactCenter

@Suite("What a person may do")
struct RightsTests {
    @Test("is the sum of what their roles allow, and nothing else")
    func union() {
        var rights = Rights()
        #expect(Permission.allCases.allSatisfy { !rights.allows($0) && rights.scope(of: $0) == nil })
        rights.grant(.workspace, .own)
        rights.grant(.calls, .department)
        #expect(rights == Rights([.workspace: .own, .calls: .department]))
        #expect(rights.allows(.workspace) && rights.allows(.calls))
        #expect(!rights.allows(.online))
    }

    @Test("reaches as far as the role that reaches furthest, in whatever order they come")
    func furthest() {
        for scopes in [[Scope.own, .all, .department], [.all, .department, .own], [.department, .own, .all]] {
            var rights = Rights()
            for scope in scopes { rights.grant(.calls, scope) }
            #expect(rights.scope(of: .calls) == .all)
        }
        var rights = Rights([.calls: .department])
        rights.grant(.calls, .own)
        #expect(rights.scope(of: .calls) == .department)
    }

    @Test("own reaches less than the department's, and that less than everybody's")
    func order() {
        #expect(Scope.allCases.shuffled().sorted() == [.own, .department, .all])
    }
}
