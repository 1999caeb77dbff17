import ContactCenter
import Foundation
import Hummingbird
import Logging
import Web

struct Entry: Decodable {}

actor Stage {
    let desk: SampleDesk
    let journal: SampleJournal
    var calls: [String: Call] = [:]
    init(desk: SampleDesk, journal: SampleJournal) { self.desk = desk; self.journal = journal }

    func run(_ verb: String, _ q: [String: String]) async -> Bool {
        let now = Date()
        let name = q["call"] ?? ""
        func phone(_ key: String) -> String { q[key] ?? "" }
        func ext(_ key: String) -> Extension { Extension(q[key] ?? "") }
        var call = calls[name]
        switch verb {
        case "arrive":
            let id = CallID(pbx: PBXName("office"), linkedID: LinkedID("\(Int(now.timeIntervalSince1970)).\(name)"), startSecond: Int64(now.timeIntervalSince1970))
            var c = Call(id: id, direction: .inbound, startedAt: now)
            c.caller = CallerID(number: q["number"], name: q["name"])
            c.dialled = q["did"]
            if let queue = q["queue"] { c.queue = QueueName(queue); c.queuedAt = now }
            call = c
        case "dial":
            let id = CallID(pbx: PBXName("office"), linkedID: LinkedID("\(Int(now.timeIntervalSince1970)).\(name)"), startSecond: Int64(now.timeIntervalSince1970))
            var c = Call(id: id, direction: .outbound, startedAt: now)
            c.callerPhone = ext("phone"); c.dialled = q["number"]
            call = c
        case "ring":
            for p in (q["phones"] ?? "").split(separator: ",") { call = call?.ringing(String(p), at: now) }
        case "answer": call = (call?.transfers.isEmpty ?? true) ? call?.answered(by: phone("phone"), at: now) : call?.transferTaken(by: phone("phone"), at: now)
        case "answered-outside": call = call?.answeredOutside(at: now)
        case "hold": call = call?.with(phone("phone"), .holding, at: now)
        case "resume": call = call?.with(phone("phone"), .talking, at: now)
        case "consult": call = call?.ringing(phone("to"), at: now).with(phone("phone"), .consulting, at: now).with(phone("to"), .consulting, at: now)
        case "pass": call = call?.notTaken(by: phone("phone"), at: now)
        case "transfer": call = call?.transferred(from: phone("from"), to: phone("to"), at: now)
        case "end": call = call?.ended(at: now)
        case "pbx":
            var floor = await desk.snapshot().floor
            floor.connection = q["state"] == "lost" ? .lost(since: now) : q["state"] == "connecting" ? .connecting : .connected
            await desk.publish(.floor(floor)); return true
        case "line":
            var floor = await desk.snapshot().floor
            let state = LineState(rawValue: q["state"] ?? "") ?? .ready
            floor.phones[ext("phone")] = state
            for (n, queue) in floor.queues { var queue = queue
                for i in queue.members.indices where queue.members[i].phone == ext("phone") {
                    queue.members[i].line = state
                    queue.members[i].isPaused = q["pause"] != nil; queue.members[i].pauseReason = q["pause"] }
                floor.queues[n] = queue }
            await desk.publish(.floor(floor)); return true
        default: return false
        }
        guard let call else { return false }
        calls[name] = call
        if call.isEnded { await journal.note(call) }
        await desk.publish(.call(call))
        return true
    }
}

var floor = Floor.sample()
if true {
    var m = floor.queues[QueueName("service")]!.members
    m[1].isPaused = true; m[1].pauseReason = "обед"
    m.append(QueueMember(interface: "PJSIP/0116", name: "Tretyakov Dmitry", phone: Extension("0116"), line: .offline))
    floor.queues[QueueName("service")] = PBXQueue(name: QueueName("service"), members: m)
    floor.queues[QueueName("parts")] = PBXQueue(name: QueueName("parts"), members: [QueueMember(interface: "Local/0112@from-queue/n", name: "Local/0112@from-queue/n", phone: Extension("0112"), line: .ready)])
    floor.phones[Extension("0112")] = .ready; floor.phones[Extension("0116")] = .offline
}
let journal = SampleJournal()
let desk = SampleDesk(floor: floor)
let stage = Stage(desk: desk, journal: journal)
var configuration = WebConfiguration()
let args = CommandLine.arguments
configuration.port = args.count > 1 ? Int(args[1])! : 8080
var logger = Logger(label: "web-dev"); logger.logLevel = .warning
let app = buildApplication(configuration: configuration, desk: desk, journal: journal, now: { Date() }, logger: logger) { port in print("listening", port) }
let control = Router()
control.get("/:verb") { request, context -> HTTPResponse.Status in
    var q: [String: String] = [:]
    for (k, v) in request.uri.queryParameters { q[String(k)] = String(v) }
    return await stage.run(context.parameters.get("verb") ?? "", q) ? .ok : .badRequest
}
let controlApp = Application(router: control, configuration: .init(address: .hostname("127.0.0.1", port: configuration.port + 1)), logger: logger)
let fixed = configuration
try await withThrowingTaskGroup(of: Void.self) { g in
    g.addTask { do { try await app.runService() } catch { print(ListenError(error, configuration: fixed) as Any, error) } }
    g.addTask { try await controlApp.runService() }
    try await g.waitForAll()
}
