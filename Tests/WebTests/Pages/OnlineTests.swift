import ContactCenter
import Foundation
import Testing

@testable import Web

@Suite struct OnlineTests {
    private let start = Call.sampleStart

    @Test("S2.26 every call in progress is a row: state, time in it, numbers, who talks or rings, wait, queue, DID")
    func callsInProgress() {
        let ringing = Call.inbound("1", named: "Константин", queue: "service", at: start)
            .ringing("0125", "0111", at: start + .seconds(4))
        let talking = Call.inbound("2", from: nil, queue: "parts", at: start + .seconds(1))
            .ringing("0112", at: start + .seconds(2)).answered(by: "0112", at: start + .seconds(6))
        let outbound = Call.outbound("3", by: "0113", to: "84957071336", at: start + .seconds(3))
            .answeredOutside(at: start + .seconds(8))
        let rows = online([outbound, talking, ringing]).rows(in: .calls, at: start + .seconds(10))
        #expect(
            rows == [
                "звонит|0:06|Входящий 8 (953) 523-72-71 Константин|0111 0125|0:10|service|646-71-71|",
                "разговор|0:04|Входящий АОН не передан|0112|0:05|parts|646-71-71|",
                "разговор|0:02|Исходящий 8 (495) 707-13-36|0113||||",
            ]
        )
    }

    @Test("the states before and after the talk have their own words and clocks")
    func states() {
        var menu = Call.inbound("1", at: start)
        menu.ivrStartedAt = start + .seconds(1)
        let queued = Call.inbound("2", queue: "service", at: start)
        let talking = Call.inbound("3", at: start).ringing("0111", at: start).answered(by: "0111", at: start)
        let held = talking.with("0111", .holding, at: start + .seconds(5))
        var arriving = Call.inbound("0", at: start)
        arriving.startedAt = start
        let rows = online([arriving, menu, queued, held]).rows(in: .calls, at: start + .seconds(9))
        #expect(
            rows.map { $0.split(separator: "|").prefix(2).joined(separator: " ") } == [
                "поступает 0:09", "в голосовом меню 0:08", "в очереди 0:09", "на удержании 0:04",
            ]
        )
    }

    @Test("S2.26 a queue shows who waits and how long, and its members with line and pause")
    func queues() {
        let first = Call.inbound("1", queue: "service", at: start)
        let second = Call.inbound("2", from: "84957071336", named: "Pimenov", queue: "service", at: start + .seconds(3))
            .ringing("0111", at: start + .seconds(3))
        let answered = Call.inbound("3", queue: "service", at: start).ringing("0113", at: start)
            .answered(by: "0113", at: start + .seconds(1))
        var floor = Floor.sample()
        floor.queues[QueueName("service")]?.members[0].line = .ringing
        floor.queues[QueueName("service")]?.members[1].isPaused = true
        floor.queues[QueueName("service")]?.members[1].pauseReason = "обед"
        let text = online([first, second, answered], floor: floor).text(of: .queues, at: start + .seconds(10))
        #expect(text.contains("service 2 ждут дольше всех 0:10"))
        #expect(text.contains("8 (953) 523-72-71 0:10"))
        #expect(text.contains("8 (495) 707-13-36 Pimenov 0:07"))
        #expect(text.contains("Petrova звонит 0111"))
        #expect(text.contains("Rodkin пауза: обед готов 0113"))
    }

    @Test("who sits at a phone is named there, in calls and in queues, instead of what the PBX calls it")
    func people() {
        var floor = Floor.sample()
        _ = floor.take([
            Seat(phone: Extension("0111"), user: UserID(7), displayName: "Петрова <Анна>", since: start)
        ])
        let talking = Call.inbound("1", at: start).ringing("0111", at: start).answered(by: "0111", at: start)
        let ringing = Call.inbound("2", at: start + .seconds(1)).ringing("0111", "0113", at: start)
        let page = online([talking, ringing], floor: floor)
        let calls = page.rows(in: .calls, at: start)
        #expect(calls[0].contains("Петрова &lt;Анна&gt;"))
        #expect(calls[1].contains("|0111 0113|"))
        let markup = page.parts(at: start).html(in: .calls, for: .sample(at: start)).markup
        #expect(markup.contains("title=\"звонит: Петрова &lt;Анна&gt;\""))
        let queues = page.text(of: .queues, at: start)
        #expect(queues.contains("Петрова &lt;Анна&gt;") && !queues.contains("Petrova"))
        #expect(queues.contains("Rodkin"))
    }

    @Test("a caller who was handed on to a queue waits there again, since he entered it")
    func queuedAfterTransfer() {
        var call = Call.inbound("1", at: start).ringing("0111", at: start).answered(by: "0111", at: start + .seconds(2))
            .with("0111", .released, at: start + .seconds(60))
        call.queue = QueueName("parts")
        call.queuedAt = start + .seconds(60)
        let page = online([call])
        #expect(page.text(of: .queues, at: start + .seconds(75)).contains("parts 1 ждёт дольше всех 0:15"))
        #expect(page.text(of: .tiles, at: start + .seconds(75)).contains("Ждут ответа 1 дольше всех 0:15"))
    }

    @Test("somebody who waits in a queue that the PBX did not name is not overlooked")
    func unnamedQueue() {
        var floor = Floor.sample()
        floor.queues = [:]
        let page = online([Call.inbound(queue: "night", at: start)], floor: floor)
        #expect(page.text(of: .queues, at: start).contains("night 1 ждёт"))
    }

    @Test("the tiles count who waits, speaks, holds, and who is free for the next call")
    func tiles() {
        let waiting = Call.inbound("1", queue: "service", at: start)
        let talking = Call.inbound("2", at: start).ringing("0111", at: start).answered(by: "0111", at: start)
        let held = Call.inbound("3", at: start).ringing("0113", at: start).answered(by: "0113", at: start)
            .with("0113", .holding, at: start)
        let outbound = Call.outbound("4", by: "0116", to: "6467171", at: start)
        var floor = Floor.sample()
        floor.queues[QueueName("service")]?.members[0].line = .talking
        floor.queues[QueueName("service")]?.members[1].isPaused = true
        let text = online([waiting, talking, held, outbound], floor: floor).text(of: .tiles, at: start + .seconds(8))
        #expect(text == " Ждут ответа 1 дольше всех 0:08 Разговаривают 1 На удержании 1 Свободны в очередях 1 из 3 ")
    }

    @Test("the last finished calls stand with result and cause in words, latest first")
    func ended() {
        let answered = Call.inbound("1", queue: "service", at: start).ringing("0125", at: start + .seconds(1))
            .answered(by: "0125", at: start + .seconds(5)).ended(at: start + .seconds(75))
        let missed = Call.inbound("2", from: "84957071336", queue: "service", at: start).ended(at: start + .seconds(80))
        let busy = Call.outbound("3", by: "0111", to: "89037906350", at: start)
            .ended(at: start + .seconds(90), cause: .rejected)
        var page = online([], ended: [missed, answered])
        page.apply(.call(busy))
        #expect(
            page.rows(in: .ended, at: start + .seconds(100)) == [
                "03.04 15:03|Исходящий 8 (903) 790-63-50|0111|не ответили отклонён|||||",
                "03.04 15:03|Входящий 8 (495) 707-13-36||пропущен ушёл из очереди|1:20||service|646-71-71|",
                "03.04 15:03|Входящий 8 (953) 523-72-71|0125|принят|0:05|1:10|service|646-71-71|",
            ]
        )
    }

    @Test("a call that ends moves from the calls to the last ones, a merged one disappears")
    func moves() {
        let call = Call.inbound("1", at: start).ringing("0111", at: start)
        let consultation = Call.inbound("2", at: start)
        var page = online([call, consultation])
        page.apply(.merged(consultation.id, into: call.id))
        #expect(page.keys(in: .calls) == ["call-\(call.id)"])
        page.apply(.call(call.ended(at: start + .seconds(9))))
        #expect(page.keys(in: .calls) == ["no-calls"])
        #expect(page.keys(in: .ended) == ["ended-\(call.id)"])
    }

    @Test("nothing to show is said in words")
    func empty() {
        let page = online([], floor: Floor())
        #expect(page.text(of: .calls, at: start) == " Звонков нет Новый появится здесь сам. ")
        #expect(page.text(of: .queues, at: start).contains("Очередей нет"))
        #expect(page.text(of: .ended, at: start).contains("Законченных звонков ещё нет."))
    }

    @Test("the list of finished calls does not grow without end")
    func boundedList() {
        var page = online([])
        for second in 0..<100 {
            page.apply(.call(Call.inbound("\(second)", at: start).ended(at: start + .seconds(second))))
        }
        #expect(page.keys(in: .ended).count == 15)
        #expect(page.keys(in: .ended).first == "ended-\(Call.id("99"))")
    }
}

private func online(_ calls: [Call], ended: [Call] = [], floor: Floor = .sample()) -> OnlinePage {
    var page = OnlinePage()
    page.show(LiveSnapshot(position: .start, calls: calls, lastEnded: ended, floor: floor))
    return page
}

extension OnlinePage {
    fileprivate func text(of region: OnlinePart.Region, at now: Date) -> String {
        parts(at: now).html(in: region, for: .sample(at: now)).markup.withoutTags
    }

    /// Rows of a table as their cells with bars between.
    fileprivate func rows(in region: OnlinePart.Region, at now: Date) -> [String] {
        parts(at: now).filter { $0.region == region }.map { part in
            let cells = part.html(for: .sample(at: now)).markup.replacing(/<\/t[dh]><t[dh][^>]*>/, with: "|")
            return cells.withoutTags.replacing(/\s?\|\s?/, with: "|").trimmingCharacters(in: .whitespaces)
        }
    }

    fileprivate func keys(in region: OnlinePart.Region) -> [String] {
        parts(at: Call.sampleStart).filter { $0.region == region }.map(\.key)
    }
}
