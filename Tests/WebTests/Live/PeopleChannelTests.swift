import ContactCenter
import Foundation
import TestSupport
import Testing

@testable import Web

@Suite("Tables of people are kept true") struct PeopleChannelTests {
    private let anna = UserID(1)

    private func channel() throws -> PeopleChannel {
        PeopleChannel(
            [
                .init(id: EmployeeID(7), user: anna, phone: Extension("0111")),
                .init(id: EmployeeID(8), user: nil, phone: Extension("0113")),
                .init(id: EmployeeID(9), user: UserID(2), phone: nil),
            ],
            named: try #require(ChannelName(rawValue: "a1.0")),
            for: .sample()
        )
    }

    private func shown(_ event: ServerSentEvent?) -> Set<Int> {
        let text = event?.data ?? ""
        return Set(text.matches(of: /"show":"person-(\d+)-status"/).compactMap { Int($0.1) })
    }

    @Test("everybody at first, then who has changed and nobody else")
    func changes() async throws {
        let channel = try channel()
        await channel.show(LiveSnapshot(position: .start, calls: [], lastEnded: [], floor: .sample()))
        #expect(shown(await channel.opening(at: .sample(0))) == [7, 8, 9])
        #expect(await channel.change(at: .sample(1)) == nil)

        var floor = Floor.sample()
        floor.phones[Extension("0113")] = .talking
        #expect(await channel.apply([.staff(StaffChange(floor: floor, phones: [Extension("0113")]))], at: .start))
        let event = await channel.change(at: .sample(1))
        #expect(shown(event) == [8])
        #expect(event?.data.contains("line talking") == true)

        floor.presences[anna] = Presence(status: .busy, since: .sample(1))
        _ = await channel.apply([.staff(StaffChange(floor: floor, users: [anna]))], at: .start)
        #expect(shown(await channel.change(at: .sample(2))) == [7])
    }

    @Test("S1.17 who sits at another phone is followed there")
    func seats() async throws {
        let channel = try channel()
        await channel.show(LiveSnapshot(position: .start, calls: [], lastEnded: [], floor: .sample()))
        _ = await channel.opening(at: .sample(0))
        var floor = Floor.sample()
        _ = floor.take([Seat(phone: Extension("0125"), user: anna, displayName: "", since: .sample(0))])
        _ = await channel.apply([.staff(StaffChange(floor: floor, phones: [Extension("0125")]))], at: .start)
        let event = await channel.change(at: .sample(1))
        #expect(shown(event) == [7])
        #expect(event?.data.contains("0125") == true)
    }
}
