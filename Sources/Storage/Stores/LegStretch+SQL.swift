import ContactCenter
import Foundation

/// `t4500+20000 h24500+3200`: state, beginning and length, in milliseconds, the beginning counted from the leg's calling.
extension [LegStretch] {
    func text(from start: Date) -> String {
        map { stretch in
            let from = stretch.from.millisecondsSince1970 - start.millisecondsSince1970
            let length = stretch.until.millisecondsSince1970 - stretch.from.millisecondsSince1970
            return "\(stretch.state.sign)\(from)+\(length)"
        }.joined(separator: " ")
    }

    /// What is no stretch is passed over.
    init(text: String, from start: Date) {
        self = text.split(separator: " ").compactMap { word in
            let numbers = word.dropFirst().split(separator: "+").compactMap { Int64($0) }
            guard numbers.count == 2, let state = word.first.flatMap(CallLeg.State.init(sign:)) else { return nil }
            let from = start.millisecondsSince1970 + numbers[0]
            return LegStretch(state, from: Date(milliseconds: from), until: Date(milliseconds: from + numbers[1]))
        }
    }
}

extension CallLeg.State {
    fileprivate var sign: Character {
        switch self {
        case .holding: "h"
        case .consulting: "c"
        case .talking, .calling, .ringing, .answered, .released: "t"
        }
    }

    fileprivate init?(sign: Character) {
        switch sign {
        case "t": self = .talking
        case "h": self = .holding
        case "c": self = .consulting
        default: return nil
        }
    }
}
