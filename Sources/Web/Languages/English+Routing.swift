/// English words for the routing of callers.
extension English {
    static let routing: [Phrase: String] = [
        .routingRules: "Smart routing",
        .routingRuleName: "Routing rule",
        .fieldRoutingKind: "To whom",
        .hintRoutingKind:
            "Gets the call who is logged in, works now and is free; rules are asked in their order",
        .fieldRoutingOn: "On",
        .fieldSecondChoice: "Second choice",
        .hintSecondChoice: "Gets the call if the first cannot; for VIPs: gets the call",
        .routingOpenDocument: "The responsible of the open document",
        .routingResponsible: "The responsible of the latest contact",
        .routingLastSpoken: "Who spoke last",
        .routingVIP: "VIP client: the second choice",
    ]
}
