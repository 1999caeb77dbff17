import Asterisk
import Foundation
import Logging
import NIOCore

/// A simulated PBX that goes with the wall clock, and the manager sessions that watch it.
///
/// Not Sendable: everything happens on one event loop.
final class Simulation {
    let pbx: SimulatedPBX
    let users: [ManagerUser]
    let files: SimulatedFiles
    let names: SimulatedNames
    let writeLimit: Int
    let eventLoop: any EventLoop
    private(set) var connections: [ObjectIdentifier: AMIConnection] = [:]
    private(set) var truths: [CallTruth] = []
    private(set) var cdrs: [SimulatedCDR] = []
    /// The last ones.
    private(set) var writtenDials: [WrittenDial] = []
    private static let rememberedDials = 1_000
    private var pendingDials: [(linkedID: String, phone: String)] = []

    private let logger: Logger
    private let speed: Double
    private let keepsRecords: Bool
    private var patterns: [any CallPattern]
    private var arrivals: Arrivals
    private var nextArrival: PBXInstant?
    private var replays: [RecordingReplay] = []
    private let virtualStart: PBXInstant
    private let realStart: NIODeadline
    private var timer: Scheduled<Void>?
    private var timerDue: NIODeadline?
    private var csv: MasterCSV
    private var csvRows = ""
    private let csvFile: AppendingFile?
    private var soundFiles: SoundFiles?
    private var isStopped = false

    init(_ configuration: SimulatorConfiguration, eventLoop: any EventLoop, logger: Logger) throws {
        self.eventLoop = eventLoop
        self.logger = logger
        speed = configuration.speed
        keepsRecords = configuration.keepsRecords
        users = configuration.users
        files = configuration.files
        names = configuration.names
        writeLimit = configuration.writeLimit
        virtualStart = configuration.start ?? .now
        realStart = .now()
        pbx = SimulatedPBX(site: configuration.site, seed: configuration.seed, start: virtualStart)
        patterns = try configuration.patterns.map { name in
            guard let pattern = CallPatterns.named(name) else { throw SimulatorError(.unknownPattern(name)) }
            return pattern
        }
        if patterns.isEmpty { patterns = CallPatterns.all.filter { $0.weight > 0 } }
        arrivals = Arrivals(
            callsPerMinute: configuration.callsPerMinute,
            curve: configuration.hours,
            timeZone: configuration.site.timeZone,
            random: SeededRandom(seed: configuration.seed &+ 1)
        )
        csv = MasterCSV(timeZone: configuration.site.timeZone)
        csvFile = try configuration.masterCSV.map(AppendingFile.init)
        soundFiles = try configuration.recordings.map(SoundFiles.init)
        nextArrival = arrivals.next(after: virtualStart)
        pbx.onCDR = { [unowned self] in note($0) }
        pbx.onEnd = { [unowned self] in note($0) }
        if soundFiles != nil { pbx.onRecording = { [unowned self] in beginSound($0) } }
        pbx.onDial = { [unowned self] in pendingDials.append(($0, $1)) }
        for path in configuration.replay { try replay(path, repeats: configuration.repeatsReplay) }
    }

    // MARK: Time

    /// The virtual present.
    private var present: PBXInstant {
        let passed = Double((NIODeadline.now() - realStart).nanoseconds) * speed / 1_000
        return PBXInstant(microseconds: virtualStart.microseconds + Int64(passed))
    }

    private func deadline(of instant: PBXInstant) -> NIODeadline {
        let virtual = Double(instant.microseconds - virtualStart.microseconds)
        return realStart + .nanoseconds(Int64(virtual * 1_000 / speed))
    }

    /// Lets everything happen that is due, sends the events, and sets the alarm for what comes next.
    func tick() {
        guard !isStopped else { return }
        // Whoever calls may be somebody else than the alarm, which must not go off besides its successor.
        timer?.cancel()
        timer = nil
        let present = present
        while let arrival = nextArrival, arrival <= present {
            pbx.run(until: arrival)
            pbx.placeAny(of: patterns)
            nextArrival = arrivals.next(after: arrival)
        }
        for replay in replays { replay.run(until: present) }
        pbx.run(until: present)
        flush()
        setAlarm()
    }

    private func setAlarm() {
        let dues = [pbx.nextDue, nextArrival].compactMap { $0 } + replays.compactMap(\.nextDue)
        guard let due = dues.min() else { return }
        // Not more often than every millisecond: a burst goes out in batches, as from a real PBX.
        let alarm = max(deadline(of: due), .now() + .milliseconds(1))
        if let timerDue, timer != nil, timerDue <= alarm { return }
        timer?.cancel()
        timerDue = alarm
        let simulation = NIOLoopBound(self, eventLoop: eventLoop)
        timer = eventLoop.scheduleTask(deadline: alarm) { simulation.value.tick() }
    }

    private func flush() {
        if !pbx.output.isEmpty {
            if connections.isEmpty {
                pbx.output.clear()
            } else {
                let events = pbx.output.take()
                for connection in connections.values { connection.send(events) }
                noteWrittenDials()
            }
        }
        pendingDials = []
        writeCDRs()
    }

    private func noteWrittenDials() {
        guard !pendingDials.isEmpty else { return }
        let at = Int64(Date().timeIntervalSince1970 * 1_000_000)
        writtenDials += pendingDials.map { WrittenDial(linkedID: $0.linkedID, phone: $0.phone, at: at) }
        writtenDials.removeFirst(max(0, writtenDials.count - Self.rememberedDials))
    }

    func stop() {
        isStopped = true
        timer?.cancel()
        for connection in connections.values { connection.close() }
        writeCDRs()
    }

    // MARK: Records

    private func note(_ truth: CallTruth) {
        if keepsRecords { truths.append(truth) }
        guard let file = truth.recording, let seconds = truth.recording_s else { return }
        tryToWriteSound { try soundFiles?.finish(file, seconds: seconds) }
    }

    private func beginSound(_ file: String) {
        tryToWriteSound { try soundFiles?.begin(file) }
    }

    private func tryToWriteSound(_ write: () throws -> Void) {
        do {
            try write()
        } catch {
            logger.error("A sound file could not be written", metadata: ["reason": "\(error)"])
        }
    }

    private func note(_ cdr: SimulatedCDR) {
        if keepsRecords { cdrs.append(cdr) }
        if csvFile != nil { csvRows += csv.row(cdr) }
    }

    private func writeCDRs() {
        guard let csvFile, !csvRows.isEmpty else { return }
        do {
            try csvFile.append(csvRows)
        } catch {
            logger.error("CDRs could not be written", metadata: ["reason": "\(error)"])
        }
        csvRows = ""
    }

    var truthFile: TruthFile {
        TruthFile(description: "Calls of the PBX simulator", start: pbx.truthStart, calls: truths)
    }

    // MARK: Sessions

    func add(_ connection: AMIConnection) { connections[ObjectIdentifier(connection)] = connection }
    func remove(_ connection: AMIConnection) { connections[ObjectIdentifier(connection)] = nil }

    /// Brings the PBX up to the present before an action is looked at, and sends what the action caused after its answer.
    func perform(_ action: AMIMessage, on connection: AMIConnection) {
        tick()
        ActionPerformer(self, connection, action).perform()
        tick()
    }

    // MARK: Commands

    func place(_ name: String) throws {
        guard let pattern = CallPatterns.named(name) else { throw SimulatorError(.unknownPattern(name)) }
        tick()
        pbx.place(pattern)
        tick()
    }

    func place(_ plan: CallPlan) -> String? {
        tick()
        defer { tick() }
        return pbx.place(plan)
    }

    /// Tells the people of the PBX to do something now.
    func tell<Result>(_ order: (SimulatedPBX) -> Result) -> Result {
        tick()
        defer { tick() }
        return order(pbx)
    }

    func setRate(_ callsPerMinute: Double) {
        arrivals.callsPerMinute = callsPerMinute
        nextArrival = arrivals.next(after: present)
        tick()
    }

    func replay(_ path: String, repeats: Bool = false) throws {
        let recording = try Recording(path: path)
        replays.append(RecordingReplay(recording, start: present, repeats: repeats, pbx: pbx))
        setAlarm()
    }

    func cut() { for connection in connections.values { connection.close() } }
    func stall() { for connection in connections.values { connection.stall() } }
    func resume() { for connection in connections.values { connection.resume() } }

    var status: SimulatorStatus {
        SimulatorStatus(
            callsBegun: pbx.callsBegun,
            callsEnded: pbx.callsEnded,
            liveChannels: pbx.liveChannelCount,
            cdrRows: pbx.cdrCount,
            connections: connections.count
        )
    }
}

/// How far the simulator has come.
package struct SimulatorStatus: Codable, Hashable, Sendable {
    package var callsBegun: Int
    package var callsEnded: Int
    package var liveChannels: Int
    package var cdrRows: Int
    package var connections: Int
}
