import ContactCenter
import Foundation
import Storage
import Synchronization

@testable import Web

/// Takes every PDF for one of two pages, or has the problem that it was told of.
final class SampleRendering: FaxRendering {
    private let kept = Mutex<Set<FaxKey>>([])
    private let problem: FaxProblem?

    init(_ problem: FaxProblem? = nil) { self.problem = problem }

    var keys: Set<FaxKey> { kept.withLock { $0 } }

    func render(_ pdf: [UInt8], as key: FaxKey) async throws -> Int {
        if let problem { throw problem }
        kept.withLock { _ = $0.insert(key) }
        return 2
    }

    func copy(_ key: FaxKey, as other: FaxKey) async throws {
        try kept.withLock { keys in
            guard keys.contains(key) else { throw FaxProblem.gone }
            keys.insert(other)
        }
    }

    func add(_ key: FaxKey) { kept.withLock { _ = $0.insert(key) } }

    func pages(of key: FaxKey) async -> [UInt8]? { keys.contains(key) ? Array("II*".utf8) : nil }
    func remove(_ key: FaxKey) async { kept.withLock { _ = $0.remove(key) } }
    func removePages(madeBefore instant: Date) async {}
}

/// Notes what was ordered, and answers as it was told.
actor SampleFaxing: FaxSending {
    enum Order: Hashable {
        case number(String)
        case call(CallID, Extension)
    }

    private let outcome: FaxOrder
    private(set) var orders: [Order] = []
    private(set) var keys: [FaxKey] = []

    init(_ outcome: FaxOrder = .taken) { self.outcome = outcome }

    func send(_ key: FaxKey, to number: DialledNumber) -> FaxOrder {
        orders.append(.number(number.rawValue))
        keys.append(key)
        return outcome
    }

    func send(_ key: FaxKey, into call: CallID, at own: Extension) -> FaxOrder {
        orders.append(.call(call, own))
        keys.append(key)
        return outcome
    }
}

/// Notes the pages that were to be printed.
final class SamplePrinting: DocumentPrinting {
    private let printed = Mutex<[String]>([])
    private let problems: Mutex<[FaxProblem]>

    /// - Parameter problems: those of the first prints.
    init(_ problems: FaxProblem...) { self.problems = Mutex(problems) }

    var pages: [String] { printed.withLock { $0 } }

    func pdf(of page: String) async throws -> [UInt8] {
        if let problem = problems.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) { throw problem }
        printed.withLock { $0.append(page) }
        return Array("%PDF-1.7".utf8)
    }
}

extension Floor {
    /// This floor, as a fax changes it.
    func faxing(_ key: FaxKey, _ stage: FaxTransmission.Stage, in call: LinkedID? = nil) -> Floor {
        var floor = self
        _ = floor.apply(.fax(FaxTransmission(key: key, call: call, stage: stage, since: Call.sampleStart)))
        return floor
    }
}
