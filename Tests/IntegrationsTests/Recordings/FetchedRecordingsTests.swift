import ContactCenter
import Foundation
import Logging
import Synchronization
import TestSupport
import Testing

@testable import Integrations

@Suite("Recordings that the PBX gives out by HTTP")
struct FetchedRecordingsTests {
    let folder: SampleFolder

    init() throws { folder = try SampleFolder() }

    private let path = "/var/spool/asterisk/monitor/2026/11/22/q-1.wav"

    @Test("S4.6 are found, fetched in parts and played; what was fetched is kept", arguments: [true, false])
    func fetched(hasRanges: Bool) async throws {
        let sound = wave(300_000)
        let server = try SampleServer(files: ["2026/11/22/q-1.wav": sound], hasRanges: hasRanges)
        defer { server.stop() }
        let archive = try folder.archive(from: server)
        let found = try #require(try await archive.first(of: folder.call(recordedTo: path)))
        #expect(found.state == .playable(length: .seconds(18.75)))
        #expect(server.requests.count == 1, "only the beginning was looked at")
        let first = try await archive.sound(of: found)
        #expect(try await first.all == sound)
        #expect(first.type == "audio/wav")
        let asked = server.requests.map { $0.range.map { [$0.lowerBound, $0.upperBound] } }
        #expect(asked == [[0, 65_535], [65_536, 300_043]])
        let second = try await archive.sound(of: found)
        #expect(second.tag == first.tag && server.requests.count == 2)
        #expect(folder.cachedNames.count == 1)
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.cache.path)
        #expect(attributes[.posixPermissions] as? Int == 0o700)
        // Another start: it is asked for its beginning alone.
        let again = try folder.archive(from: server)
        let known = try #require(try await again.first(of: folder.call(recordedTo: path)))
        #expect(try await again.sound(of: known).tag == first.tag)
        #expect(server.requests.count == 3)
    }

    @Test("S4.6 the same name with another ending or in the day's folder is the same recording")
    func otherPlaces() async throws {
        for place in ["2026/11/22/q-1.mp3", "2026/11/22/q-1.wav"] {
            let server = try SampleServer(files: [place: wave(64_000)])
            defer { server.stop() }
            let told = try await folder.archive(from: server).first(of: folder.call(recordedTo: "q-1.wav"))
            #expect(told?.place == place)
        }
    }

    @Test("S4.6 the address may be made of the day and the file's name, and foreign names stay names")
    func addresses() async throws {
        let name = "q-Анна #1?.wav"
        let server = try SampleServer { request in
            request.path == "/rec/20261122/q-%D0%90%D0%BD%D0%BD%D0%B0%20%231%3F.wav"
                ? SampleServer.part(request.range, of: wave(16_000)) : SampleServer.status(404)
        }
        defer { server.stop() }
        let archive = try folder.archive(from: server, address: "/rec/{year}{month}{day}/{file}")
        let found = try await archive.first(of: folder.call(recordedTo: "/var/spool/asterisk/monitor/\(name)"))
        #expect(found?.isPlayable == true)
    }

    @Test("S4.6 sound that browsers do not play is converted as that of a folder is")
    func converted() async throws {
        let server = try SampleServer(files: ["a.alaw": [UInt8](repeating: 0x55, count: 8_000)])
        defer { server.stop() }
        let archive = try folder.archive(from: server)
        let found = try #require(try await archive.first(of: folder.call(recordedTo: "a.alaw")))
        #expect(try await archive.sound(of: found).size == 16_044)
    }

    @Test("S4.6 a file that is not there is not there yet, and gone a day after the call")
    func absent() async throws {
        let server = try SampleServer(files: [:])
        defer { server.stop() }
        let call = folder.call(recordedTo: path)
        #expect(try await folder.archive(from: server).first(of: call)?.state == .not(.notYetCopied))
        let asked = server.requests.count
        #expect(asked <= 10, "\(server.requests.map(\.path))")
        let late = try folder.archive(from: server, now: .sample(90_000))
        #expect(try await late.first(of: call)?.state == .not(.gone))
    }

    @Test(
        "S4.6 nobody is followed to another address, and refusals are told as a PBX that cannot be reached",
        arguments: [301, 302, 401, 403, 500]
    )
    func refused(status: Int) async throws {
        let other = try SampleServer(files: ["2026/11/22/q-1.wav": wave(16_000)])
        defer { other.stop() }
        let port = other.port
        let server = try SampleServer { request in
            SampleServer.status(status, headers: "Location: http://127.0.0.1:\(port)\(request.path)\r\n")
        }
        defer { server.stop() }
        let log = KeptLog()
        let archive = try folder.archive(from: server, user: "priyom", password: "s3cret", logger: log.logger)
        #expect(try await archive.first(of: folder.call(recordedTo: path))?.state == .not(.unreachable))
        #expect(other.requests.isEmpty)
        #expect(log.lines.count == 1 && log.lines.first?.contains("status \(status)") == true)
        #expect(!log.lines.joined().contains("s3cret"))
    }

    @Test("S4.6 who asks says who it is, where that is set")
    func basic() async throws {
        let server = try SampleServer(files: ["2026/11/22/q-1.wav": wave(16_000)])
        defer { server.stop() }
        let archive = try folder.archive(from: server, user: "priyom", password: "s3:cret")
        _ = try await archive.first(of: folder.call(recordedTo: path))
        let words = Data("priyom:s3:cret".utf8).base64EncodedString()
        #expect(server.requests.first?.text.contains("\r\nAuthorization: Basic \(words)\r\n") == true)
    }

    @Test("S4.6 a transfer that breaks off goes on where it was")
    func brokenOff() async throws {
        let sound = wave(400_000)
        let isFirst = Mutex(true)
        let server = try SampleServer { request in
            let answer = SampleServer.part(request.range, of: sound)
            guard request.range?.lowerBound != 0,
                isFirst.withLock({ first in
                    defer { first = false }
                    return first
                })
            else {
                return answer
            }
            return Array(answer.prefix(100_000))
        }
        defer { server.stop() }
        let archive = try folder.archive(from: server)
        let found = try #require(try await archive.first(of: folder.call(recordedTo: path)))
        #expect(try await archive.sound(of: found).all == sound)
        #expect(server.requests.count == 3)
        #expect((server.requests.last?.range?.lowerBound ?? 0) > 65_536)
    }

    @Test("S4.6 a file that changes while it is fetched, or lies of its length, is not played and not kept")
    func changing() async throws {
        let server = try SampleServer { request in
            SampleServer.part(request.range, of: wave(request.range?.lowerBound == 0 ? 400_000 : 500_000))
        }
        defer { server.stop() }
        let archive = try folder.archive(from: server)
        let found = try #require(try await archive.first(of: folder.call(recordedTo: path)))
        await #expect(throws: RecordingProblem.self) { try await archive.sound(of: found) }
        #expect(folder.cachedNames.isEmpty)
    }

    @Test("S4.6 what is kept stays within its limit, and a file beyond it is not fetched")
    func bound() async throws {
        let names = ["a", "b", "c"]
        let server = try SampleServer(
            files: Dictionary(
                uniqueKeysWithValues: names.map { ("\($0).wav", wave(100_000)) } + [("long.wav", wave(300_000))]
            )
        )
        defer { server.stop() }
        let archive = try folder.archive(from: server, cacheLimit: 250_000)
        for name in names {
            let found = try #require(try await archive.first(of: folder.call(recordedTo: "\(name).wav")))
            #expect(try await archive.sound(of: found).size == 100_044)
        }
        #expect(folder.cachedNames.count == 2)
        let long = try #require(try await archive.first(of: folder.call(recordedTo: "long.wav")))
        await #expect(throws: RecordingProblem.unreachable) { try await archive.sound(of: long) }
    }

    @Test("S4.6 one connection serves for what is asked one after the other")
    func connections() async throws {
        let sound = wave(300_000)
        let server = try SampleServer(keepsConnections: true) { request in
            SampleServer.part(request.range, of: sound, keepsConnection: true)
        }
        defer { server.stop() }
        let archive = try folder.archive(from: server)
        for name in ["a", "b", "c"] {
            let found = try #require(try await archive.first(of: folder.call(recordedTo: "\(name).wav")))
            #expect(try await archive.sound(of: found).all == sound)
        }
        #expect(server.requests.count == 6)
        #expect(server.connections == 1)
    }

    @Test(
        "S4.6 a server that sends no more is waited for no longer than the limit, by whoever waits, and nothing is left"
    )
    func stalled() async throws {
        let isOver = Mutex(false)
        let server = try SampleServer(keepsConnections: true) { request in
            // Of each file the beginning comes at once.
            while request.range?.lowerBound != 0, !isOver.withLock({ $0 }) { usleep(10_000) }
            return SampleServer.part(request.range, of: wave(300_000), keepsConnection: true)
        }
        defer {
            isOver.withLock { $0 = true }
            server.stop()
        }
        let address = try #require(RecordingAddress("http://127.0.0.1:\(server.port)/{path}"))
        let stock = FetchedRecordings(
            RecordingServer(address, user: nil, password: nil),
            cache: SoundCache(folder: folder.cache.path, limit: 1 << 30),
            fetchingLimit: .milliseconds(600),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        let began = ContinuousClock.now
        let found = await withTaskGroup(of: Bool.self) { tasks in
            for _ in 0..<3 {
                tasks.addTask {
                    await withCheckedContinuation { continuation in
                        Thread.detachNewThread {
                            guard case .unreachable = stock.open("a.wav") else {
                                return continuation.resume(returning: true)
                            }
                            continuation.resume(returning: false)
                        }
                    }
                }
            }
            return await tasks.reduce(false) { $0 || $1 }
        }
        #expect(!found)
        #expect(ContinuousClock.now - began < .seconds(5))
        #expect(folder.cachedNames.isEmpty && folder.unfinishedNames.isEmpty)
    }

    @Test("S4.6 what is here is heard while a slow server sends others what they want")
    func slow() async throws {
        let isOver = Mutex(false)
        let server = try SampleServer(keepsConnections: true) { request in
            while request.path != "/monitor/here.wav", request.range?.lowerBound != 0, !isOver.withLock({ $0 }) {
                usleep(10_000)
            }
            return SampleServer.part(request.range, of: wave(300_000), keepsConnection: true)
        }
        defer {
            isOver.withLock { $0 = true }
            server.stop()
        }
        let archive = try folder.archive(from: server)
        let here = try #require(try await archive.first(of: folder.call(recordedTo: "here.wav")))
        _ = try await archive.sound(of: here)
        let slow = (0..<20).map { number in
            Task {
                guard let found = try await archive.first(of: folder.call(recordedTo: "slow-\(number).wav")) else {
                    return
                }
                _ = try await archive.sound(of: found)
            }
        }
        // Until as many are fetched as there are threads for it.
        while server.requests.count < 12 { try await Task.sleep(for: .milliseconds(10)) }
        try await Task.sleep(for: .milliseconds(300))
        #expect(folder.cachedNames.count == 1 && !folder.unfinishedNames.isEmpty)
        let began = ContinuousClock.now
        #expect(try await archive.sound(of: here).all.count == 300_044)
        #expect(ContinuousClock.now - began < .seconds(3))
        isOver.withLock { $0 = true }
        for task in slow { _ = try await task.value }
    }

    @Test("S4.6 a PBX that is not there is told within seconds, and its folder is not listed")
    func gone() async throws {
        let server = try SampleServer(files: [:])
        server.stop()
        let archive = try folder.archive(from: server)
        let began = ContinuousClock.now
        #expect(try await archive.first(of: folder.call(recordedTo: path))?.state == .not(.unreachable))
        #expect(ContinuousClock.now - began < .seconds(10))
        #expect(!archive.areListed)
        await #expect(throws: RecordingProblem.unreachable) { try await archive.files(of: Day(number: 20_000)) }
    }

    @Test("S4.6 a path that leads out of the folder is not asked for")
    func outside() async throws {
        let server = try SampleServer(files: [:])
        defer { server.stop() }
        let archive = try folder.archive(from: server)
        for path in ["/etc/passwd", "/var/spool/asterisk/monitor/../../secret.wav", "../x.wav", "a/./b.wav"] {
            #expect(try await archive.first(of: folder.call(recordedTo: path))?.state == .not(.outside), "\(path)")
        }
        #expect(server.requests.isEmpty)
    }
}

@Suite("The address of a PBX that gives out recordings")
struct RecordingAddressTests {
    @Test(
        "is of http, has a fixed host, and names the file",
        arguments: [
            "https://pbx.example/monitor/{path}", "http://pbx.example:8088/{year}/{month}/{day}/{file}",
            "https://[fd00::5]/get?name={file}&day={year}{month}{day}",
        ]
    )
    func good(text: String) { #expect(RecordingAddress(text) != nil) }

    @Test(
        "and nothing else",
        arguments: [
            "", "ftp://pbx/{file}", "https://pbx.example/monitor", "https://{file}/x",
            "https://user.example:pw@pbx.example/{file}",
            "https://pbx.example{file}",
            "https://pbx.example/{file}/{name}", "https://pbx.example/{file", "https://pbx.example/ {file}",
            "file:///{path}",
            "https:///{file}",
            "https://pbx.example/#{file}",
            "https://pbx.example:0/{file}", "https://pbx.example:x/{file}", "https://[::1/{file}",
        ]
    )
    func bad(text: String) { #expect(RecordingAddress(text) == nil) }

    @Test("S4.6 a name in it stays a name, and a file in no folder of a day has no address that wants one")
    func targets() throws {
        let path = try #require(RecordingAddress("https://pbx.example/m/{path}"))
        #expect(
            path.target(of: "2026/11/22/a b%2F{file}.wav")
                == .url("https://pbx.example/m/2026/11/22/a%20b%252F%7Bfile%7D.wav")
        )
        for place in ["", "/", "a/../b.wav", "a/./b.wav", "a\r\nb.wav", "a\0.wav"] {
            #expect(path.target(of: place) == .outside, "\(place)")
        }
        let day = try #require(RecordingAddress("https://pbx.example/{year}-{month}-{day}/{file}"))
        #expect(day.target(of: "2026/11/22/16/a.wav") == .url("https://pbx.example/2026-11-22/a.wav"))
        #expect(day.target(of: "a.wav") == .nowhere)
        let hour = try #require(RecordingAddress("https://pbx.example/{hour}/{file}"))
        #expect(hour.target(of: "2026/11/22/a.wav") == .nowhere && hour.hasHours && !day.hasHours)
        #expect(path.host == "pbx.example" && RecordingAddress("https://[::1]:80/{file}")?.hostName == "::1")
    }
}
