@testable import PBXSimulator

/// The recorded scenarios as plans: what the people of the recordings did.
enum RecordedScenarios {
    static let plans: [(recording: String, plans: [CallPlan])] = [
        ("01-inbound-direct", [direct(after: 3, [.talk(.seconds(5)), .hangUp(.caller)])]),
        (
            "02-queue-ringall-answered",
            [queue("+74952139851", ["0125": .answers(after: .seconds(4))], [.talk(.seconds(6)), .hangUp(.called)])]
        ),
        ("03-queue-abandoned", [abandoned(after: 12)]),
        ("04-ivr-hangup", [ivr]),
        (
            "05-redirect-answered",
            [
                queue(
                    "9535237271",
                    ["0111": .answers(after: .seconds(2)), "0201": .answers(after: .seconds(2))],
                    [
                        .talk(.seconds(3)), .redirect(to: "0201", context: "from-internal"), .talk(.seconds(4)),
                        .hangUp(.caller),
                    ]
                )
            ]
        ),
        (
            "05b-ami-blindtransfer-answered",
            [
                direct(
                    "+74952139851",
                    after: 1.5,
                    [.talk(.seconds(3)), .blindTransfer(to: "0201", .action), .talk(.seconds(3)), .hangUp(.called)]
                )
            ]
        ),
        (
            "06-redirect-not-answered-lost",
            [direct(after: 1.5, [.talk(.seconds(3)), .redirect(to: "0202", context: "transfer-short")], rings: "0202")]
        ),
        (
            "06b-refer-not-answered-returns",
            [
                direct(
                    after: 1.5,
                    [.talk(.seconds(3)), .blindTransfer(to: "0202", .refer), .talk(.seconds(3)), .hangUp(.caller)],
                    rings: "0202"
                )
            ]
        ),
        (
            "07-attended-refer-replaces",
            [
                direct(
                    after: 1.5,
                    [
                        .talk(.seconds(2)), .attendedTransfer(to: "0201", after: .seconds(3)), .talk(.seconds(4)),
                        .hangUp(.caller),
                    ]
                )
            ]
        ),
        (
            "07b-attended-ami-atxfer",
            [
                direct(
                    after: 1.5,
                    [.talk(.seconds(2)), .atxfer(to: "0201", after: .seconds(3)), .talk(.seconds(3)), .hangUp(.called)]
                )
            ]
        ),
        ("08-click-to-call-answered", [clickToCall("0111", "9161234567", client: .answers(after: .seconds(3)))]),
        (
            "09-click-to-call-failures",
            [
                clickToCall("0111", "9161234567", client: .busy),
                clickToCall("0125", "89161234568", client: .rings),
                clickToCall("0113", "9161234569", client: .rings, operatorPhone: .rings),
            ]
        ),
        ("14-smart-routing", [steeredInIVR, steeredWhileRinging]),
        ("19-rrmemory-ring-no-answer", [roundRobin]),
        (
            "21-internal-and-outbound-by-hand",
            [
                dialled("0125", "0201", .answers(after: .milliseconds(1_500)), [.talk(.seconds(3)), .hangUp(.caller)]),
                dialled("0125", "89161112233", .answers(after: .seconds(2)), [.talk(.seconds(4)), .hangUp(.caller)]),
                dialled("0113", "0202", .rings, [], patience: 4),
            ]
        ),
    ]

    private static func plan(_ number: String, _ dialled: String) -> CallPlan {
        var plan = CallPlan(pattern: "scenario", caller: Caller(number), dialled: dialled)
        plan.usual = .rings
        return plan
    }

    private static func direct(
        _ number: String = "9535237271",
        after seconds: Double,
        _ acts: [Act],
        rings: String? = nil
    ) -> CallPlan {
        var plan = plan(number, "7559996")
        plan.reactions["0111"] = [.answers(after: .seconds(seconds))]
        plan.reactions["0201"] = [.answers(after: .milliseconds(1_500))]
        if let rings { plan.reactions[rings] = [.rings] }
        plan.acts = acts
        return plan
    }

    private static func queue(_ number: String, _ reactions: [String: Reaction], _ acts: [Act]) -> CallPlan {
        var plan = plan(number, "6467171")
        plan.reactions = reactions.mapValues { [$0] }
        plan.acts = acts
        return plan
    }

    private static func abandoned(after seconds: Int) -> CallPlan {
        var plan = plan("9535237271", "6467171")
        plan.patience = .seconds(seconds)
        return plan
    }

    private static var ivr: CallPlan {
        var plan = plan("00002604", "6467171")
        plan.patience = .milliseconds(1_500)
        return plan
    }

    private static func clickToCall(
        _ phone: String,
        _ number: String,
        client: Reaction,
        operatorPhone: Reaction = .answers(after: .milliseconds(1_500))
    ) -> CallPlan {
        var plan = plan("", number)
        plan.origin = .clickToCall(phone: phone, actionID: "a", timeout: .seconds(6))
        plan.reactions = [phone: [operatorPhone], number: [client]]
        plan.acts = [.talk(.seconds(5)), .hangUp(.called)]
        return plan
    }

    private static var steeredInIVR: CallPlan {
        var plan = queue(
            "9535237271",
            ["0125": .answers(after: .milliseconds(1_500))],
            [.talk(.seconds(3)), .hangUp(.caller)]
        )
        plan.steering = CallPlan.Steering(after: .milliseconds(600), to: "0125")
        return plan
    }

    private static var steeredWhileRinging: CallPlan {
        var plan = plan("+79161112233", "7559996")
        plan.reactions = ["0111": [.rings], "0125": [.answers(after: .milliseconds(1_500))]]
        plan.steering = CallPlan.Steering(after: .milliseconds(700), to: "0125")
        plan.acts = [.talk(.seconds(3)), .hangUp(.called)]
        return plan
    }

    private static var roundRobin: CallPlan {
        var plan = plan("+74957778899", "7770022")
        plan.reactions = [
            "0111": [.rejects(after: .seconds(1))], "0113": [.rings], "0125": [.answers(after: .milliseconds(1_600))],
        ]
        plan.acts = [.talk(.seconds(4)), .hangUp(.called)]
        return plan
    }

    private static func dialled(
        _ phone: String,
        _ number: String,
        _ reaction: Reaction,
        _ acts: [Act],
        patience: Int? = nil
    ) -> CallPlan {
        var plan = plan(phone, number)
        plan.origin = .phone(phone)
        plan.reactions[number] = [reaction]
        plan.acts = acts
        plan.patience = patience.map { .seconds($0) }
        return plan
    }
}
