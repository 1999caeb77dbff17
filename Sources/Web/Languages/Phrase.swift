/// Everything that the pages say. `{}` in a language's words stands for what is put in.
enum Phrase: Int, CaseIterable, Sendable {
    // The frame of every page
    case product
    case skipToContent
    case sections
    case work
    case control
    case theme
    case languageChoice
    case pageNotFound
    case pageNotFoundAdvice
    case badRequest
    case failure
    case failureReference
    case toFirstPage
    case notAllowed
    case notAllowedAdvice

    // Coming in and going out
    case logIn
    case logOut
    case userName
    case password
    case workplace
    case workplaceAdvice
    case rememberMe
    case enter
    case cannotLogIn
    case cannotLogInAdvice
    case motto
    case logInWrong
    case logInTooEarly
    case logInBusy
    case logInDisabled
    case capsLock
    case insecureContext
    case sessionEnded
    case sessionEndedAdvice
    case sitDown
    case choosePhone
    case seatTakenBy
    case seatFree
    case seatLostAdvice

    // The PBX and the server
    case pbxConnected
    case pbxConnecting
    case pbxConnectingAdvice
    case pbxLostSince
    case pbxLostAdvice
    case offline
    case offlineSince

    // The card
    case card
    case extensionNumber
    case anotherPhone
    case whichPhone
    case whichPhoneAdvice
    case phonesOfThePBX
    case open
    case idle
    case idleAdvice
    case callerNumber
    case calledNumber
    case colleague
    case numberNotDelivered
    case incomingRings
    case transferredBy
    case forwardedFrom
    case returnedFrom
    case alsoRinging
    case call
    case earlierCalls
    case earlierCallsNone
    case earlierCallsLoading
    case earlierCallsUnavailable
    case noNumberNoHistory
    case otherCalls
    case otherCallsNone
    case callPage
    case quietAnsweredBy
    case quietCallerLeft
    case quietMovedOn
    case quietTalked
    case quietTransferredTo
    case quietNotAnswered
    case quietRejected

    // What a call is doing
    case arriving
    case inIVR
    case inQueue
    case ringing
    case dialling
    case connecting
    case talking
    case onHold
    case consulting
    case consultingWith
    case ended
    case directionInbound
    case directionOutbound
    case directionInternal
    case waits
    case waited
    case queueNamed
    case talked

    // What a line is doing
    case line
    case lineReady
    case lineRinging
    case lineTalking
    case lineBusy
    case lineOnHold
    case lineOffline
    case paused
    case pausedFor

    // Online
    case online
    case callsNow
    case callsNowNone
    case callsNowNoneAdvice
    case queues
    case queuesNone
    case queuesNoneAdvice
    case noMembers
    case longest
    case lastCalls
    case lastCallsNone
    case tileWaiting
    case tileTalking
    case tileOnHold
    case tileFree
    case freeOf

    // Columns and fields
    case state
    case time
    case direction
    case subscriberNumber
    case employee
    case did
    case didInShort
    case queue
    case waiting
    case began
    case result
    case conversation
    case voiceMenu
    case answered
    case finished
    case hungUpFirst
    case theCaller
    case clickToCall

    // The page of one call
    case callAt
    case legs
    case rang
    case released
    case hold
    case consultation
    case transfers
    case transferFrom
    case transferTo
    case transferKind
    case transferBlind
    case transferAttended
    case transferRedirect
    case transferDone
    case transferReturned
    case transferFailed
    case recordings
    case cdrRows
    case noCDR
    case endNotSeen
    case identity

    // Results and causes (decision D27)
    case resultAnswered
    case resultMissed
    case resultUnanswered
    case resultBusy
    case resultFailed
    case legNoAnswer
    case legCancelled
    case legRejected
    case causeInIVR
    case causeInQueue
    case causeRinging
    case causeNobodyAvailable
    case causeOutsideHours
    case causeQueueFull
    case causeQueueTimeout
    case causeVoicemail
    case causeRejected
    case causeBlocked
    case causeOperatorDidNotPickUp
    case causeBusy
    case causeFailed
    case causeUnknown

    // The workspace: open cards, notes, sound
    case closeCard
    case repeatedCall
    case hungUpByCaller
    case lostInTransfer
    case note
    case notePlaceholder
    case draftSaved
    case draftKeptHere
    case noteTooLong
    case noteRefused
    case enableSound
    case soundOn
    case soundOff
    case closingFailed
}

/// Things that are counted, with the words agreeing with the number: 1 звонок, 2 звонка, 5 звонков.
enum Counted: Int, CaseIterable, Sendable {
    case calls
    case callers
    case seconds
}
