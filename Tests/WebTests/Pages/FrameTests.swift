import ContactCenter
import Foundation
import Testing

@testable import Web

@Suite("What is live around every page") struct FrameTests {
    private let start = Call.sampleStart

    @Test("the PBX's absence is said, with the time since when")
    func connectionLost() {
        let lost = FramePage(.sample(connection: .lost(since: start)))
        #expect(lost.text(of: .pbxBanner, at: start).contains("АТС не отвечает с 15:02. Показано то, что было тогда."))
        #expect(lost.text(of: .pbxState, at: start).contains("АТС не отвечает с 15:02"))
        let connecting = FramePage(.sample(connection: .connecting))
        #expect(connecting.text(of: .pbxBanner, at: start).contains("Подключаемся к АТС"))
        #expect(FramePage(.sample()).text(of: .pbxBanner, at: start) == "")
    }

    @Test("S1.19 S1.22 the reader's own status stands in the corner of every page, grey for who is not logged in")
    func ownPresence() throws {
        let (user, lunch) = (UserID(9), try #require(OwnStatus("<i>Обед")))
        var floor = Floor.sample()
        _ = floor.take([Seat(phone: Extension("0111"), user: user, displayName: "", since: start)])
        func corner() -> String {
            Shell(title: "").page("", address: "/", for: .signedIn(FramePage(floor, for: .sample(9, Rights())))).markup
        }
        floor.presences[user] = Presence(
            status: .own(lunch),
            note: PresenceNote("до 15:30"),
            since: start,
            ownStatuses: [lunch]
        )
        #expect(corner().contains("<span class=\"presence own\"><bdi>&lt;i&gt;Обед</bdi></span>"))
        #expect(corner().contains("до 15:30") && corner().contains("<span class=\"line ready\">готов</span>"))
        #expect(corner().contains("name=\"own\" value=\"&lt;i&gt;Обед\""))
        floor.presences[user]?.status = .offline
        #expect(corner().contains("<span class=\"presence off\">Не в системе</span>"))
    }

    @Test("S2.24 how many callers wait for a call-back stands beside the register's name, for who sees the work of all")
    func missedWaiting() {
        var floor = Floor.sample()
        floor.missedWaiting = 3
        func count(_ rights: Rights) -> String {
            FramePage(floor, for: .sample(9, rights)).text(of: .missed, at: start)
        }
        #expect(count(Rights([.missed: .all])) == "3")
        #expect(count(Rights([.missed: .own])) == "" && count(Rights()) == "")
    }

    @Test("S0.34 how much the reader is to do stands beside the worklist's name, red when something is overdue")
    func reminders() {
        var floor = Floor.sample()
        func count(_ rights: Rights = Rights([.contacts: .own])) -> String {
            let parts = FramePage(floor, for: .sample(9, rights)).parts(at: start)
            return parts.html(in: .worklist, for: .sample(at: start)).markup
        }
        #expect(count().contains("only-read"))
        floor.reminders = [UserID(9): ReminderLoad(open: 2, overdue: 0), UserID(8): ReminderLoad(open: 5, overdue: 5)]
        #expect(count().contains(">2<") && !count().contains("overdue"))
        floor.reminders[UserID(9)]?.overdue = 1
        #expect(count().contains("count overdue"))
        #expect(count(Rights([.workspace: .own])) == "")
    }

    @Test("S1.26 what the reader has not read stands under the bell, the latest first, and how much it is")
    func bell() {
        var floor = Floor.sample()
        #expect(FramePage(floor, for: .sample(9, Rights())).text(of: .bellList, at: start).contains("Всё прочитано"))
        let told = [(2, ContactNotification.Kind.waiting), (1, .assigned)].map { id, kind in
            ContactNotification(
                id: NotificationID(Int64(id)),
                kind: kind,
                subject: .contact(ContactID(7)),
                at: start,
                person: "<b>Виталий"
            )
        }
        #expect(floor.take([UserID(9): NotificationInbox(unread: 2, latest: told)]) == [UserID(9)])
        #expect(floor.take([UserID(9): NotificationInbox(unread: 2, latest: told)]).isEmpty)
        let frame = FramePage(floor, for: .sample(9, Rights()))
        #expect(frame.text(of: .bellCount, at: start).contains("2"))
        let list = frame.parts(at: start).html(in: .bellList, for: .sample(at: start)).markup
        #expect(list.contains("href=\"/contacts/7\"") && !list.contains("<b>Виталий"))
        let text = frame.text(of: .bellList, at: start)
        #expect(text.contains(/Клиент ждёт в очереди.*Вам назначен контакт/))
        #expect(FramePage(floor, for: .sample(8, Rights())).text(of: .bellList, at: start).contains("Всё прочитано"))
        #expect(floor.take([UserID(9): NotificationInbox()]) == [UserID(9)] && floor.inboxes.isEmpty)
    }

    @Test("how many wait at the reception stands beside its name")
    func waiting() {
        var floor = Floor.sample()
        floor.reception.waiting = [WaitingContact(contact: ContactID(7), since: start, priority: 0, reminders: 0)]
        func count(_ rights: Rights) -> String {
            FramePage(floor, for: .sample(9, rights)).text(of: .waiting, at: start)
        }
        #expect(count(Rights([.reception: .all])) == "1" && count(Rights()) == "")
    }
}

extension FramePage {
    fileprivate func text(of region: FramePart.Region, at now: Date) -> String {
        parts(at: now).html(in: region, for: .sample(at: now)).markup.withoutTags
    }
}

extension Viewer {
    fileprivate static func signedIn(_ frame: FramePage) -> Viewer {
        var viewer = Viewer.sample()
        viewer.reader = .sample(9, Rights())
        viewer.frame = frame
        return viewer
    }
}
