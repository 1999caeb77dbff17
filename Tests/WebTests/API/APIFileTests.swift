import ContactCenter
import Foundation
import HTTPTypes
import TestSupport
import Testing

@testable import Web

@Suite("Photos, recordings and notes by the API") struct APIFileTests {
    @Test(
        "a photo is set, read as a file, kept without notes of programs, and taken away",
        arguments: TestEngine.allCases
    )
    func photo(engine: TestEngine) async throws {
        try await APISite.with(on: engine) { site in
            let path = "/employees/\(try await site.add("/employees", #"{"name":"Рожин"}"#))/photo"
            #expect(try await site.ask(.get, path).status == 404)
            let set = try await site.ask(.put, path, file: SampleFiles.jpeg + Array("<script>".utf8))
            let tag = try #require(set.json["tag"]?.text)
            let read = try await site.ask(.get, path)
            #expect(read.answer.bytes == SampleFiles.jpeg && read.answer.headers[.contentType] == "image/jpeg")
            #expect(read.answer.headers[.eTag] == "\"\(tag)\"")
            for file in [[], Array("<svg onload=alert(1)>".utf8), [UInt8](repeating: 7, count: 200_000)] {
                let refused = try await site.ask(.put, path, file: file)
                #expect(refused.status == 415 && refused.code == "not_picture")
            }
            let huge = try await site.ask(.put, path, file: [UInt8](repeating: 7, count: 300_000))
            #expect(huge.status == 413 && huge.code == "body_too_large")
            #expect(try await site.ask(.delete, path).json["tag"] == .null)
            #expect(try await site.ask(.get, path).status == 404)
            #expect(try await site.ask(.put, "/employees/777/photo", file: SampleFiles.jpeg).status == 404)
            let history = try await site.ask(.get, path.replacing("photo", with: "changes")).items
            let changes = history.filter { $0["fields"]?.elements?.first?["name"]?.text == "photo" }
            #expect(changes.count == 2)
        }
        try await APISite.with(on: engine, permissions: [.contacts]) { site in
            let refused = try await site.ask(.put, "/employees/1/photo", file: SampleFiles.jpeg)
            #expect(refused.status == 403)
        }
    }

    @Test("S0.42 S0.55 the recordings of a call are listed, and heard whole or in part", arguments: TestEngine.allCases)
    func sound(engine: TestEngine) async throws {
        let archive = SampleArchive([.playable(length: .seconds(20)), .not(.gone)])
        try await APISite.with(on: engine, recordings: archive) { site in
            let call = try await site.commit(answeredBy: Extension("0111")).id
            let list = try await site.ask(.get, "/calls/\(call)/recordings").items
            #expect(list.map { $0["number"] } == [1, 2] && list[0]["length_ms"] == 20_000)
            #expect(list.map { $0["absence"] } == [.null, "gone"])
            let address = try #require(list[0]["sound"]?.text)
            let whole = try await site.ask(.get, address)
            #expect(whole.answer.headers[.contentType] == "audio/wav" && whole.answer.bytes.count == 200_000)
            let part = try await site.ask(.get, address, headers: [.range: "bytes=100-102"])
            #expect(part.status == 206 && part.answer.bytes == [100, 101, 102])
            let beyond = try await site.ask(.get, address, headers: [.range: "bytes=200000-"])
            #expect(beyond.status == 416 && beyond.code == "bad_range")
            #expect(beyond.answer.headers[.contentRange] == "bytes */200000")
            let gone = try await site.ask(.get, "/calls/\(call)/recordings/2")
            #expect(gone.status == 409 && gone.code == "no_sound" && gone.json["reason"]?.text == "gone")
            for path in ["/calls/\(call)/recordings/3", "/calls/\(call)/recordings/x", "/calls/nothing/recordings"] {
                #expect(try await site.ask(.get, path).status == 404, "\(path)")
            }
        }
    }

    @Test("S4.7 a program hears no more than its user may: the own calls, or none", arguments: TestEngine.allCases)
    func mayNotListen(engine: TestEngine) async throws {
        try await APISite.with(on: engine, roles: [.operator]) { site in
            let other = try await site.commit(answeredBy: Extension("0111")).id
            try await site.sit(at: Extension("0777"))
            let own = try await site.commit(.inbound("2"), answeredBy: Extension("0777")).id
            for path in ["recordings", "recordings/1"] {
                #expect(try await site.ask(.get, "/calls/\(other)/\(path)").status == 403)
                #expect(try await site.ask(.get, "/calls/\(own)/\(path)").status == 200)
            }
        }
        try await APISite.with(on: engine, permissions: [.calls]) { site in
            let call = try await site.commit(answeredBy: Extension("0111")).id
            #expect(try await site.ask(.get, "/calls/\(call)/recordings").status == 403)
        }
    }

    @Test("a note is written over the one that was read, by who took part in the call", arguments: TestEngine.allCases)
    func notes(engine: TestEngine) async throws {
        try await APISite.with(on: engine) { site in
            let call = try await site.commit(answeredBy: Extension("0777")).id
            let path = "/calls/\(call)/note"
            #expect(try await site.ask(.put, path, #"{"text":"Да","revision":0}"#).status == 403)
            try await site.sit(at: Extension("0777"))
            let first = try await site.ask(.put, path, #"{"text":"Просил\nперезвонить","revision":0}"#)
            #expect(first.json["revision"] == 1 && first.json["text"]?.text == "Просил\nперезвонить")
            let stale = try await site.ask(.put, path, #"{"text":"Другое","revision":0}"#)
            #expect(stale.status == 409 && stale.json["current"] == first.json)
            let second = try await site.ask(.put, path, #"{"text":"Другое","revision":1}"#)
            #expect(second.json["revision"] == 2)
            #expect(try await site.ask(.get, "/calls/\(call)/notes").items == [second.json])
            let long = String(repeating: "я", count: CallNote.limit + 1)
            let refusals = [
                #"{"text":"\#(long)","revision":2}"#: ["/text": "too_long"],
                #"{"text":"Да"}"#: ["/revision": "required"],
                #"{"text":7,"revision":2,"x":1}"#: ["/text": "wrong_type", "/x": "unknown_field"],
            ]
            for (body, errors) in refusals { #expect(try await site.ask(.put, path, body).errors == errors) }
            #expect(try await site.ask(.put, "/calls/nothing/note", #"{"revision":0}"#).status == 404)
            #expect(try await site.ask(.put, path, #"{"revision":2}"#).json["text"]?.text == "")
        }
    }
}
