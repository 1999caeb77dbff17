import ContactCenter

/// What is wrong with a script, for programs.
extension ScriptProblem.Kind {
    var code: String {
        switch self {
        case .noSteps: "no_steps"
        case .tooManySteps: "too_many_steps"
        case .noSuchStart: "no_such_start"
        case .stepTwice: "step_twice"
        case .badName: "bad_name"
        case .noTitle: "no_title"
        case .textTooLong: "too_long"
        case .unknownPlaceholder: "unknown_placeholder"
        case .questionTwice: "question_twice"
        case .noLabel: "no_label"
        case .badChoices: "bad_choices"
        case .badRange: "bad_range"
        case .badDirectory: "bad_directory"
        case .badScore: "bad_score"
        case .actInQuestionnaire: "act_in_questionnaire"
        case .kindChanged: "kind_changed"
        case .deadEnd: "dead_end"
        case .noElse: "no_else"
        case .endGoesOn: "end_goes_on"
        case .noSuchTarget: "no_such_target"
        case .unreachable: "unreachable"
        case .comesRound: "comes_round"
        case .lostBranch: "lost_branch"
        case .unknownSubject: "unknown_subject"
        case .notComparable: "not_comparable"
        case .noSuchValue: "no_such_value"
        case .badMinutes: "bad_minutes"
        }
    }

    static let codes = [
        "no_steps", "too_many_steps", "no_such_start", "step_twice", "bad_name", "no_title", "unknown_placeholder",
        "question_twice", "no_label", "bad_choices", "bad_range", "bad_directory", "bad_score", "act_in_questionnaire",
        "kind_changed", "dead_end", "no_else", "end_goes_on",
        "no_such_target", "unreachable", "comes_round", "lost_branch", "unknown_subject", "not_comparable",
        "no_such_value", "bad_minutes",
    ]
}

extension ScriptTextProblem.Kind {
    var code: String {
        switch self {
        case .tooLong: "too_long"
        case .badNotation: "malformed"
        case .unknownKey: "unknown_field"
        case .missingKey: "required"
        case .badValue: "wrong_type"
        }
    }
}
