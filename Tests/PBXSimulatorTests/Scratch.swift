import Foundation
import NIOCore
import Testing

@testable import PBXSimulator

@Test func scratch() throws {
    let pattern = ProcessInfo.processInfo.environment["PATTERN"] ?? "atxfer"
    let traffic = TrafficGenerator(seed: UInt64(ProcessInfo.processInfo.environment["SEED"] ?? "11")!, callsPerSecond: 1, patterns: [CallPatterns.named(pattern)!])
    let bytes = traffic.calls(Int(ProcessInfo.processInfo.environment["CALLS"] ?? "1")!)
    var text = Data("Asterisk Call Manager/11.0.0\r\n".utf8)
    text.append(contentsOf: bytes.readableBytesView)
    try text.write(to: URL(filePath: "/tmp/sim/out.txt"))
    try Data(String(repeating: "0.0\n", count: traffic.messageCount + 1).utf8).write(to: URL(filePath: "/tmp/sim/out.times"))
    try TruthFile(description: "", start: traffic.pbx.truthStart, calls: traffic.truths).json().write(to: URL(filePath: "/tmp/sim/out.json"))
    var csv = MasterCSV(timeZone: .gmt)
    try Data(traffic.cdrs.map { csv.row($0) }.joined().utf8).write(to: URL(filePath: "/tmp/sim/out.csv"))
}
