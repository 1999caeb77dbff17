/// Everything that the pages say. `{}` in a language's words stands for what is put in.
enum Phrase: Int, CaseIterable, Sendable {
    // The frame of every page
    case product, skipToContent, sections, work, control, theme, languageChoice, pageNotFound, pageNotFoundAdvice,
        badRequest, failure, failureReference, toFirstPage, notAllowed, notAllowedAdvice

    // Coming in and going out
    case logIn, logOut, userName, password, workplace, workplaceAdvice, rememberMe, enter, cannotLogIn,
        cannotLogInAdvice, motto, logInWrong, logInTooEarly, logInBusy, logInDisabled, capsLock, insecureContext,
        sessionEnded, sessionEndedAdvice, sitDown, choosePhone, seatTakenBy, seatFree, seatLostAdvice

    // The PBX and the server
    case pbxConnected, pbxConnecting, pbxConnectingAdvice, pbxLostSince, pbxLostAdvice, pbxElsewhere,
        pbxElsewhereAdvice, offline, offlineSince

    // The card
    case card, extensionNumber, anotherPhone, whichPhone, whichPhoneAdvice, phonesOfThePBX, open, idle, idleAdvice,
        callerNumber, calledNumber, colleague, numberNotDelivered, incomingRings, transferredBy, forwardedFrom,
        returnedFrom, alsoRinging, call, earlierCalls, earlierCallsNone, earlierCallsLoading,
        earlierCallsUnavailable, noNumberNoHistory, otherCalls, otherCallsNone, callPage, quietAnsweredBy,
        quietCallerLeft, quietMovedOn, quietTalked, quietTransferredTo, quietNotAnswered, quietRejected

    // What a call is doing
    case arriving, inIVR, inQueue, ringing, dialling, connecting, talking, onHold, consulting, consultingWith,
        ended, directionInbound, directionOutbound, directionInternal, waits, waited, queueNamed, talked

    // What a line is doing
    case line, lineReady, lineRinging, lineTalking, lineBusy, lineOnHold, lineOffline, paused, pausedFor

    // Online
    case online, callsNow, callsNowNone, callsNowNoneAdvice, queues, queuesNone, queuesNoneAdvice, noMembers,
        longest, lastCalls, lastCallsNone, tileWaiting, tileTalking, tileOnHold, tileFree, freeOf

    // Columns and fields
    case state, time, direction, subscriberNumber, employee, did, didInShort, queue, waiting, began, result,
        conversation, voiceMenu, answered, finished, hungUpFirst, theCaller, clickToCall

    // The page of one call
    case callAt, legs, rang, released, hold, consultation, transfers, transferFrom, transferTo, transferKind,
        transferBlind, transferAttended, transferRedirect, transferDone, transferReturned, transferFailed,
        recordings, cdrRows, noCDR, endNotSeen, identity

    // Results and causes (decision D27)
    case resultAnswered, resultMissed, resultUnanswered, resultBusy, resultFailed, legNoAnswer, legCancelled,
        legRejected, causeInIVR, causeInQueue, causeRinging, causeNobodyAvailable, causeOutsideHours,
        causeQueueFull, causeQueueTimeout, causeVoicemail, causeRejected, causeBlocked, causeOperatorDidNotPickUp,
        causeBusy, causeFailed, causeUnknown

    // Colleagues
    case colleagues, onDuty, colleaguesNone, colleaguesWhom, colleagueAway, colleagueFree, choose, save, pickUp,
        pickUpHint, pickUpNoPhone, pickUpNoPBX, pickUpGone, pickUpNotReached

    // Consultations
    case consult, consultWhom, consultWhomAdvice, consultNobody, consultRinging, consultWithColleague,
        consultWithClient,
        consultHandOver, consultToClient, consultToColleague, consultBack, consultNoPhone, consultNoPBX, consultGone,
        consultAway, consultNotReached, consultRefused, consultNotDone, sendOnAtOnce, sendOnHint, sendOnGone,
        sendOnOnlyInbound

    // The keyboard
    case contacts, allKeys, keys, keysInAnyLayout, keysEverywhere, keysLists, keysRecording, keysGo, keysLetters,
        keyPrimary, keySearch, keySheet, keyBack, keyChoice, keyNote, keyHold, keyNextRow, keyPreviousRow, keyOpenRow,
        keyMarkRow,
        keyNewRows, keyNotMissed, keyAssign, keyUndo, keyPlay, keyRewind, keyForward
    // The course of a call, and its recordings
    case courseOfCall, pbxInShort, barVoiceMenu, barQueue, barRing, barHold, barRecorded, transferMark, andOthers,
        listen, pause, playOrPause, fiveSeconds, recordingPosition, positionOf, speed, recordingsNotSetUp,
        recordingNotAllowed, recordingNotKept, recordingInProgress, recordingNotYetCopied, recordingsUnreachable,
        recordingGone, recordingOutside, recordingUnreadable, recordingBusy
    // Lists: period, filters, counts, pages
    case filters, filterShow, filterAny, filterOff, filterTakeOff, filterTakeOffAll, nothingFoundInPeriod, period,
        periodFrom, periodTo, periodToday, periodYesterday, periodSevenDays, periodThisWeek, periodLastWeek,
        periodThisMonth, periodLastMonth, periodThisQuarter, periodLastQuarter, periodThisYear, periodLastYear,
        periodNoSuchPreset, periodNoSuchDate, periodEndsBeforeItBegins, periodTooLong, countsPerDay, openDay,
        foldDay, week, sum, monday, tuesday, wednesday, thursday, friday, saturday, sunday, pages, pageOn, pageBack

    // The register of missed calls
    case missed, missedTitle, missedViews, missedWaiting, missedNobodys, missedMine, missedAll, missedHidden,
        missedArrangement, missedByCaller, missedByCall, missedOverdueCount, missedByPBX, missedOfThoseAnswered,
        missedOfThoseNot, missedRegistered,
        missedUnregistered, missedToReconciliation, missedFilterNumber, missedMark,
        missedNumber, missedTimes, missedDate, missedPhone, missedCause, missedExclude, missedExcludeInShort,
        missedInclude, missedActions, missedUnfold, missedAttempt, missedMoreAttempts, missedMessage,
        missedFirstPage, missedCallUntil, missedOverdueSince, missedReachedBack, missedReachedHimself,
        missedReachedLate, missedAfter, missedDays, missedExcluded, missedNotCounted, missedNotCountedAdvice,
        missedSpam, missedIsHidden, missedAssignedTo, missedMarked, missedReason, missedNote,
        missedReasonOutsideHours, missedReasonAnsweredOtherwise, missedReasonWrongNumber, missedReasonOwnCall,
        missedReasonOther, missedAssign, missedAssignTo, missedAssignNobody, missedHide, missedUnhide,
        missedMarkSpam, missedSpamAdvice, missedUndo, missedDoneExclude, missedDoneInclude, missedDoneAssign,
        missedDoneHide, missedDoneUnhide, missedDoneSpam, missedUndone, missedRefused, missedNothingChosen,
        missedNothingFound, missedNone, missedNoneAdvice, missedKeyRows, missedKeyMark, missedKeyUnfold,
        missedKeyExclude, missedKeyAssign, missedKeyUndo, spamNumbers, spamNumbersAdvice, spamCalls, spamLastCall,
        spamMarkedBy, spamMarkedAt, spamRestore, spamNone, spamNoneAdvice
    // The workspace: open cards, notes, sound
    case closeCard, repeatedCall, hungUpByCaller, lostInTransfer, note, notePlaceholder, draftSaved, draftKeptHere,
        noteTooLong, noteRefused, enableSound, soundOn, soundOff, closingFailed
    // Lists of calls
    case callsTitle, registerTitle, registerInShort, callsInbound, callsOutbound, callsInternal, callKind,
        callCause, kindAnswered, kindMissed, kindUnanswered, kindBusy, kindFailed, kindTransferred, department,
        filterNumberHint, filterNoNumber, filterNoSuchChoice, callsNone, callsNoneOnDay, clickACount, receivedBy,
        calledBy, callStatus, acceptedAt, recording, recordingOf, transferredAt, transferredToWhom,
        transferredToDepartment, transferOutcome, transferAnswered, transferNotAnswered, recordingAfterTransfer,
        transfersBefore, registerDate, registeredContact, keyRows, keyOpen, keyNew
    // The registry of contacts
    case registry, registryTitle, registryInquiry, registryAppointment, registryArrival, registryNoveltyInShort,
        registryInquiryInShort, registryAppointmentInShort, registryArrivalInShort, registryAll, registryYes,
        registryNo, registryClientless, registryNumber, registryNumberHint, registryNumberWrong,
        registryText, registryTextHint, registryTextWrong, registryReasonless,
        registryEmployee, registryTook, registryMark, registryCounting, registryAdd, registryNothingFound,
        registryAssign, registryAssigned, registryNotAssigned, registryColumns, registryColumnUp,
        registryColumnDown, registryColumnsSave, registryColumnsStandard, registryKeySearch, contactAppointment,
        appointmentTime, appointmentLength, appointmentDay, appointmentLoad, appointmentNobodys,
        appointmentNoWorkshop, appointmentInWay, appointmentAnyway, registryClientHint, registryWhichClient,
        registryNoSuchClient, registryFilters, registryFiltersNone, registryFilterFirst, registryFiltersFull,
        registryFilterName, registryFilterSave, registryFilterRemove
    // A contact
    case contactTitle, contactUnfinishedTitle, contactNumber, contactDate, contactReason, contactResponsible,
        contactClient, contactPerson, contactVehicle, contactVehicleStated, contactModel, contactYear,
        contactChannel, contactChannelInShort, contactCaller, contactWorkshop, contactPlace, contactBranch,
        contactSource, contactClientType, contactNovelty, contactState, contactRegistered, contactUnfinished,
        clientTypePrivate, clientTypeCorporate, clientTypePartner, clientTypeEmployee, noveltyFirstTime,
        noveltyRepeat, noveltyNeither, outcomeTransferred, outcomeReminder, outcomeInformed, outcomeDropped,
        contactTabs, contactTabMain, contactTabClient, contactTabPerson, contactTabResult, contactTabService,
        contactTabPhones, contactTabHistory, contactInformation, contactPhone, contactWorks, contactComment,
        contactContinuation, contactBase, contactStatusInquiry, contactOutcome, contactRegistrar,
        contactRegisteredAt, contactCall, contactWithoutCall, contactNoClient, contactAllOfClient,
        contactTakeClientOff, contactRedials, contactNoRedials, contactReminders, contactReminderDone,
        contactNoReminders, contactEntries, contactEntryNumber, contactEntryAuthor, contactEntryText,
        contactEntryAdd, contactEntryPlaceholder, contactDocuments, contactNoDocuments, documentAppointment,
        documentRepairRequest, documentWorkOrder, documentTestDrive, documentInvoice, contactOK, contactSave,
        contactClose, contactActions, contactRegister, contactDrop, contactHide, contactRestore, contactHidden,
        contactSaved, contactStale, contactStaleField, contactStaleTheirs, contactStaleYours, contactRefused,
        problemRequired, problemTooLong, problemOutOfRange, problemMalformed, problemNoSuchRecord, problemTaken,
        changeBySystem, changeReminder, answerYes, chooseNothing, contactBack
    // The check of the statistics
    case total, reconciliation, reconciliationReport, reconciliationGroups, reconciliationQuantity,
        reconciliationMade, reconciliationNotMade, reconciliationNotMadeShare, reconciliationMatch,
        reconciliationExempt, reconciliationNoDID, reconciliationNoPhone, reconciliationPhone,
        reconciliationProcess, reconciliationProcessMade, reconciliationProcessNotMade, reconciliationNeedsNone,
        reconciliationNeedsNoneBecause, needsNoneWrongNumber, needsNonePrivate, needsNoneTest, needsNoneSpam,
        reconciliationReason, reconciliationTakeBack, reconciliationOpenContact, reconciliationLink,
        reconciliationNoCandidates, similarContacts, sameNumber, withoutNumber, secondsApart, matchByCall,
        matchByNumber, matchByHand, callWithoutContact, callWithContact, reconciliationSummary,
        reconciliationNothing, reconciliationHint, reconciliationMendNext, reconciliationUnanswered,
        reconciliationIncluded, keyUnfold, toldLinked, toldExempted, toldRepairUndone, toldNoCall, toldNoContact,
        toldContactTaken, toldCallTaken, toldNoReason, toldNoneLeft, missedOrClient, missedTakeContact

    // Directories and the records in them
    case settings, directories, directoriesPeople, directoriesContacts, directoriesVehicles, branches, branchName,
        departments, workshops, workshopName, jobPositions, jobPositionName, employees, employeeName, vehicleMakes,
        vehicleMakeName, vehicleModels, vehicleModelName, sources, sourceName, contactChannels, contactChannelName,
        dids, reasons, reasonName, fieldName, fieldPersonName, fieldAddress, fieldDirections, hintDirections,
        fieldTimeZone, hintTimeZone, fieldIsServiceAdvisor, fieldMobile, fieldWorkSchedule, hintWorkSchedule,
        fieldUser, hintUser, fieldCyrillicName, hintCyrillicName, fieldCode, hintCode, fieldMayWait,
        fieldMayBeTransferred, fieldPlace, fieldIcon, fieldColour, iconPhone, iconMobile, iconPerson, iconGlobe,
        iconMail, iconChat, iconBell, iconRoad, iconNote, iconList, colourGrey, colourBlue, colourGreen,
        colourOrange, colourViolet, colourRed, photo, photoAdd, photoReplace, photoRemove, photoUnreadable,
        fieldNumber, hintNumber, fieldCategory, fieldCaption, hintCaption,
        fieldRegistryCaption, fieldClientType, fieldRoute, hintRoute, fieldFirstDepartment, fieldCountsForNovelty,
        fieldEligible, hintEligible, fieldDueMinutes, hintDueMinutes,
        categoryService, categoryShowroom, categoryShop, categoryFeedback, categoryOther
    // Clients, vehicles, documents
    case clientsTitle, clientSearch, clientSearchHint, clientsFound, clientsNotFound, clientsNone, clientAdd,
        clientNew, clientEdit, clientSave, clientAddAnyway, clientCancel, clientOptional, clientKind,
        clientKindPerson, clientKindOrganisation, clientType, routePrivateRepair, routeServiceAdvisor,
        routeEmployee, routeDirections, routeBaseContact, routeFinish, recordAdd, recordAddAnother, recordNew,
        recordSave, recordSaved, recordAdded, recordHide, recordRestore, recordHidden, recordHiddenAdvice,
        recordIsHidden, recordIsRestored, recordToList, recordOptional, recordNothingChosen, recordGone, recordYes,
        recordNo, recordSearch, recordSearchHint, recordsHiddenShow, recordsHiddenLeave, recordsNone,
        recordsNoneAdvice, recordsNotFound, recordsNotFoundAdvice, recordsMore, recordNotNumber, history,
        historyWhen, historyWho, historyField, historyBefore, historyAfter, historyAdded, historyChanged,
        historyHidden, historyRestored, historyMerged, historySeparated, historyProgram, historyEmpty,
        problemChoose, problemNotNumber, problemNotPhone, problemNotExtension, problemNotSchedule,
        problemNoTimeZone, problemNotInstant, problemNotSum, problemsAbove, staleTitle, staleBy,
        staleNothingDiffers, staleMine, staleTheirs, keySave, keyAdd, clientName, clientNameHint, clientPhone,
        clientPhones, clientPhonesHint, clientPhoneKind, clientPhonePerson, clientPhoneNoNumber, clientEmails,
        clientAddresses, clientOnePerLine, clientNote, clientRequired, clientTooLong, clientTooMany,
        clientMalformed, clientSameNumber, clientStale, clientStaleTheirs, clientStaleAdvice, clientHidden,
        clientHide, clientRestore, clientVehicles, clientDocuments, clientContacts, clientNone, clientLastContact,
        clientMissed, clientHistory, clientOther, clientFirst, clientSecond, clientDoubles, clientDoublesAdvice,
        clientDoublesCommon,
        clientDoublesNone, clientLikelyDoubles, clientMerge, clientMergeHere, clientIsPart, clientSeparate,
        clientParts, callerUnknown, callerCouldBe, documentsTitle, documentOpen, documentAdd, vehicleOne,
        vehiclePlate, vehicleVIN, vehicleYear, documentOne, documentsNone, documentsAll, documentKind,
        documentNumber, documentAt, documentVehicle, documentContact, documentResponsible, documentState,
        documentClosed, documentAmount, documentStartsAt, documentEndsAt, documentWorks, vehicleOwnerless,
        vehicleMakeClients, vehicleAdd,
        crmStatus, crmByItself, crmNew, crmActive, crmSleeping, crmLost, crmVIP
    // Taking a contact
    case intakeStatusColumn, intakeNotAtWork, intakeChooseClient, intakeSayWho, intakeClientUnknown, intakeClientTitle,
        intakeFindAnything,
        intakeWhichVehicle, intakeStepSkipped, intakeSayToClient, intakeNothingToSay, intakeNextRegister,
        intakeNextStep,
        intakeGoOnTalking, intakeGoOn, intakeRegister, intakeBack, intakeCallBrokeOff, intakeContactRegistered,
        intakeContactCard, intakeChannel, intakeCallerID, intakeYes, intakeNo, intakeChooseReason, intakeChooseWhom,
        intakeChooseBase, intakePhoneNeeded, intakeMomentMalformed, intakeFieldRequired, intakeFieldTooLong,
        intakeFieldOutOfRange, intakeFieldMalformed, intakeChosenIsGone, intakeRegisteredAtOnce, intakeWhom,
        intakeAppointmentMade, intakeAppointmentDeclined,
        intakeAppointmentAnswerNeeded, intakeNotFoundSoNew, intakePhoneKind, intakePhoneKindContact,
        intakePhoneKindMobile,
        intakePhoneKindHome, intakePhoneKindWork, intakePhoneKindFax, intakeFindClient, intakePhoneField,
        intakeClientField, intakeVehicleField, intakePlateField, intakeFindButton, intakeMake, intakeModel,
        intakeWhichYear, intakeTransferResult, intakeTransferToMaster, intakeTransferToEmployee,
        intakeMasterNotReached, intakeEmployeeNotReached, intakeWorkshopField, intakeWorksField, intakeAboutTheCall,
        intakeQualityCalls, intakeQualityCallsNone, intakeQualityScore, intakeNobodyToChoose, intakeShowMasters,
        intakeShowEligible, intakeGone,
        intakeShowAll,
        intakeNarrowPeople, intakeMasterColumn, intakeLineColumn, intakeMobileColumn,
        intakeScheduleColumn, intakeCallBackTo, intakeReminderAt, intakeReminderText, intakeNoEarlierContacts,
        intakeBaseContact, intakeBaseNumber, intakeNobodyFound, intakeFoundByVehicle, intakeOwnerColumn,
        intakeDraftSaved, intakeDraftKept, intakeDrafts, intakeAddContact, intakeTitle, intakeStaleStep,
        intakeStaleNothing, intakeHeldBy, intakeHeldTyped, intakeTakeOver, intakeTakenOver,
        intakeRegisterOutbound, intakeNotTransferred, intakeHelp, intakeHelpSteps, intakeHelpKeys, intakeHelpDraft

    // Scripts
    case scripts, scriptPicture, scriptText, scriptVersion, scriptVersions, scriptShipped, scriptSaved, scriptGood,
        scriptStale, scriptSave, scriptCheck, scriptImport, scriptExport, scriptTryOut, scriptTryAgain,
        scriptTrialKeepsNothing, scriptTrialOver, scriptLine, scriptPlaceholders, scriptCopy, scriptCopyOf,
        scriptCopied, scriptHang, scriptHung, scriptUses,
        scriptUsesAdvice, scriptUsesChannels, scriptUsesReasons, scriptActSay, scriptActAsk,
        scriptActIdentify, scriptActFirstTime, scriptActEmployee, scriptActTransfer, scriptActReminder,
        scriptActBaseContact, scriptActAppointment, scriptActFinish, scriptCallerKnown, scriptCallerUnknown,
        scriptTransferFailed, scriptIsNew, scriptAppointmentMade, scriptAppointmentDeclined, scriptNoSteps,
        scriptTooManySteps, scriptNoSuchStart, scriptStepTwice,
        scriptBadName, scriptNoTitle, scriptTextTooLong, scriptUnknownPlaceholder, scriptQuestionTwice,
        scriptNoLabel, scriptBadChoices, scriptBadRange, scriptBadDirectory, scriptDeadEnd, scriptNoElse,
        scriptEndGoesOn, scriptNoSuchTarget, scriptUnreachable, scriptComesRound, scriptLostBranch,
        scriptUnknownSubject, scriptNotComparable, scriptNoSuchValue, scriptBadMinutes, scriptTooLong,
        scriptBadNotation, scriptUnknownKey, scriptMissingKey, scriptBadValue

    // Problems told by the API
    case apiUnauthorized, apiTokenMissing, apiTokenUnknown, apiTooManyAttempts, apiTooManyAttemptsDetail,
        apiForbidden, apiForbiddenDetail, apiNotFound, apiMethodNotAllowed, apiMethodNotAllowedDetail,
        apiBodyTooLarge, apiBodyTooLargeDetail, apiNotJSON, apiNotJSONDetail, apiNotPicture, apiNotPictureDetail,
        apiNoSound, apiBadRange, apiMalformedJSON,
        apiMalformedJSONDetail, apiBadParameter, apiBadCursor, apiCursorAhead, apiInvalid, apiVersionRequired,
        apiVersionRequiredDetail, apiStale, apiStaleDetail, apiBadKey, apiBadKeyDetail, apiKeyReused, apiKnown,
        apiKnownDetail, apiRefused, apiInTheWay, apiBadRequest, apiFailure, apiUnknownField, apiWrongType, apiReadOnly
    // Webhooks
    case webhooks, webhooksAdvice, webhooksNone, webhooksNoneAdvice, webhook, webhookNew, webhookURL, webhookURLHint,
        webhookOn, webhookOnHint, webhookOff, webhookWorks, webhookFailing, webhookNothingSent, webhookState,
        webhookLastDelivered, webhookWaiting, webhookGivenUp, webhookSecret, webhookSecretField, webhookSecretAdvice,
        webhookNewSecret, webhookNewSecretAdvice, webhookNoKey, webhookTest, webhookTestArrived, webhookTestFailed,
        webhookTestWaits, webhookTestEvent, webhookSentAgain, webhookSendAgain, webhookDeliveries, webhookAt,
        webhookEvent, webhookAttempts, webhookAnswer, webhookWaitsNow, webhookWaitsUntil, webhookDelivered,
        webhookFailed, webhookAnswered, webhookUnknownHost, webhookForbiddenAddress, webhookUnreachable,
        webhookTimeout, webhookTLS, webhookNoSecret, webhookOtherProblem, webhookCallEnded, webhookCallMissed,
        webhookContactRegistered, webhookContactChanged, webhookContactAssigned, webhookClientCreated,
        webhookClientChanged, webhookClientMerged, webhookClientSeparated, webhookDocumentCreated,
        webhookDocumentChanged, webhookAppointmentCreated, problemNotWebAddress
    // The worklist, and reminders to call back
    case worklist, worklistCount, worklistMine, worklistDepartment, worklistAll, worklistWhose, worklistEmployee,
        worklistOpen, worklistDone, worklistNone, worklistNoneDone, worklistDue, worklistSince, worklistMatter,
        worklistUnprocessed, worklistInWork, worklistProcessed, worklistProcess, worklistHand,
        worklistFinished, worklistHanded, workTitle, workResult, workNextAction, workDone, workKeep, workReopen,
        workTakenAt, workProcessedAt, workStale, journal, journalTitle, journalWaited, journalWaitedInShort,
        journalTakenIn, journalProcessor, journalProcessedIn, journalTakenTotal, journalProcessedTotal,
        journalWaitedTotal, registryProcessed, stageUnprocessed, stageInWork, stageProcessed, reminders,
        remindersDue, remindersDoneAt, remindersPerson, remindersPhone, remindersText, remindersWhom, remindersAuthor,
        remindersFinisher, remindersOverdue, remindersMinutes, remindersHours, remindersDays, remindersCall,
        remindersFinish, remindersReopen, remindersFinished
    // Presence
    case presenceMine, presenceAvailable, presenceBusy, presenceAway, presenceOffline, presenceNote, presenceNoteHint,
        presenceOwn, presenceOwnHint, presenceOwnEdit, presenceAdd, presenceNewName, presenceRemove, presenceDetect,
        presenceDetectHint, presenceNoName, presenceNameTaken, presenceNoSuch, presenceTooMany, presenceRefused,
        presenceChange, presenceWrapUp
    // Queues of the PBX
    case callQueues, callQueueName, fieldQueueName, fieldQueueTitle, fieldQueueEmployees, fieldWrapUp, fieldJoins,
        hintQueueName,
        hintWrapUp, hintJoins, hintQueueEmployees, queueAddMember, queueAddPhone, queueRemoveMember, queuePauseMember,
        queueResumeMember, queueRefused, queueNoPBX, queueNoPhone
    // Routing of callers
    case routingRules, routingRuleName, fieldRoutingKind, hintRoutingKind, fieldRoutingOn, fieldSecondChoice,
        hintSecondChoice, routingOpenDocument, routingResponsible, routingLastSpoken, routingVIP,
        routingTrial, routingTry, routingOff, routingNotReady, routingStandard, routingGets, routingStranger,
        routingWhyNot,
        routingNoRules, routingNamesNobody, routingChosen, routingNotNeeded, routingGone, routingNoLogIn,
        routingLoggedOut,
        routingNoPhone, routingForeignPhone, routingUnknownLine
    // Panels of a call's card
    case callPanels, callPanelName, fieldPanelKind, hintPanelKind, fieldPanelAddress, hintPanelAddress,
        problemNotPanelAddress, panelOpenDocuments, panelDocumentSums, panelDocumentHistory, panelERPTable,
        panelERPPage,
        panelLoading, panelAgain, panelOurs, panelTimeout, panelUnreachable, panelCertificate, panelRefused,
        panelTooLong,
        panelUnreadable, panelForeignHost, panelNoNumber, panelNoClient, panelBusy, panelTotal, panelMore, panelCount,
        panelOpenCount, panelOpenAmount, panelCut, panelEmpty
    // Sending a call on from a card
    case intakeCardNotTransferred, intakeSendOn, intakeNothingToTransfer, intakeNoPhone
    // Choosing people
    case peopleFreeColumn, peopleFreeLongest, peopleLoadColumn, peopleLoadWords, peopleChoose,
        peopleNobodyEligible, peopleNoReason, peopleNotLoaded
    // The reception
    case lostReasons, lostReasonName, outcomeLost, outcomeAssigned, reception, receptionDoors, receptionQueue,
        receptionQueueAdvice,
        receptionToday, receptionAlert, receptionLongest, receptionToQueue, receptionNobodyWaits,
        receptionNothingRegistered, receptionAverageWait, receptionLostCount, receptionFirstTime, receptionWaitsFor,
        receptionUnknown, receptionReminded, receptionUnassigned, receptionNotified, receptionAssign, receptionLose,
        receptionRaise, receptionWaits, receptionTaken, receptionGiven, receptionWithdrawn, receptionOpen,
        receptionWhyLost, receptionDismiss, receptionGone,
        receptionNeedsReason, receptionMayNotWait, receptionPutInQueue, receptionTakenBy, receptionTakenByYou,
        receptionToBeTaken, receptionWaitsSince, receptionTake, receptionStopWaiting, receptionTooLate,
        receptionNoEmployee, receptionClient, receptionGoal, receptionResponsible, receptionChannel
    // Notifications
    case notifications, notificationsAllow, notificationsMute, notificationsUnread, notificationsNone,
        notificationAssigned, notificationToTake, notificationNoEmployees, notificationWaiting,
        notificationReminderDue, notificationOverdue, notificationUnprocessed
    // Promised times
    case contactTestDrive, testVehicles, testVehicleName, testDriveDay, testDriveTaken, testDriveTakenThen,
        testDriveNoVehicles, testDriveTooShort, testDriveFree, bookingClosed, bookingZone, bookingNoHours,
        bookingDayOff, bookingClosedNow, problemLength, dayBefore, dayAfter, fieldOffers, hintOffers,
        fieldDriveMinutes, fieldTestVehicle, scriptActTestDrive
    // Who works when
    case fieldHolidayHours, hintHolidayHours, fieldFirstDay, fieldLastDay, hintLastDay, holidays, holidayName,
        hintHolidayBranch, scheduleExceptions, scheduleExceptionName, fieldExceptionKind, exceptionVacation,
        exceptionDayOff, exceptionSick, exceptionOtherHours, fieldExceptionHours, hintExceptionHours, fieldNote,
        hintBranchSchedule, problemHoursOverlap, problemNotHours, problemNotDay, problemDayBefore, problemEndBefore,
        problemHoursWithout, onVacationUntil, onDayOffUntil, isSickUntil, holidayToday, missedOutsideHours,
        missedHoursFilter, missedWithinHours, reminderOutsideHours
    // Lists and reports taken away as files
    case sheetWriting, sheetDone, sheetFailed, sheetPrint, missedReachedByWhom, missedAssignee, callNotes
    // Reports
    case reports, reportStatistics, reportStatisticsInShort, reportFunnel, reportHours, reportHour,
        reportPeriod, reportNotSaid, reportMissedCalls, reportCalls, reportLost, reportAll, reportFirstTimeBand,
        reportRepeatBand, reportTotal, reportFirstTime, reportRepeat, reportByStatus, reportContinuations,
        reportMissed, reportLoss, reportInquiries, reportAppointments, reportArrivals,
        reportAppointmentsOfInquiries, reportArrivalsOfInquiries, reportArrivalsOfAppointments,
        reportRebuilding, reportCounting, reportNothing, reportGrowth, reportGroupedBy, reportKeyList, reportFold,
        reportAsTable, reportBars, reportLines, reportByDays, reportByWeeks, reportByMonths, reportByYears,
        reportDay, reportWeek, reportMonth, reportYear, measureTotal, measureFirstTime, measureRepeat,
        measureByStatus, measureContinuations, measureMissed, reportMissedCallers, measureMissedCallers, measureLoss,
        measureInquiries,
        measureAppointments, measureArrivals, measureAppointmentsOfInquiries, measureArrivalsOfInquiries,
        measureArrivalsOfAppointments, measureContacts,
        reportLeads, reportManualLeads, reportRequests, reportOutcome, reportStacked, reportByHours, reportHourStep,
        measureManualLeads, measureRequests, measureInboundLeads, measureOutboundLeads,
        reportCallStatistics, reportWeekday, reportByWeekdays, reportPosition, reportWait, reportWaitWithin,
        reportWaitMore, reportTransferred, reportAgain, reportAbandoned, reportAppointment,
        reportArrival,
        reportInboundCalls, reportAverageHandling,
        reportRepeatShare, reportOutboundCalls, reportTalkTime, reportHeat, reportNumbers, reportPercent,
        reportRowsAll, measureAbandoned, measureAverageHandling, measureRepeatShare, measureOutboundCalls,
        measureOutboundAnswered, measureTalkTime,
        reportTopics, reportByTopic, reportOperatorCalls, reportTopicsOfCalls, reportTopicShare, reportGrowthColumn,
        measureOperatorCalls, measureByTopic, measureTopicsOfCalls, measureTopicShare, measureGrowth
    // The report of staff
    case reportStaff, reportNobody, reportTeam, reportWorkTime, reportRegisteredBand, reportAssignedBand,
        reportOffered, reportHandledShare, reportPickUp, reportOwnHold, reportWrapUp, reportOwnHandling, reportPlaced,
        reportAtWork, reportPauses, reportOccupancy, reportAssigned, reportProcessed, reportAverageTaken,
        reportAverageProcessed, reportBooked, reportArrived, reportCallBacksDue, reportCallBacksKept,
        reportCallBacksKeptShare, reportKept, reportLate, reportUndone, measureOffered, measureOwnHandled,
        measureHandledShare, measurePickUp, measureOwnHold, measureWrapUp, measureOwnHandling, measurePlaced,
        measureAtWork, measurePauses, measureOccupancy, measureAssigned, measureProcessed, measureAverageTaken,
        measureAverageProcessed, measureBooked, measureArrived, measureCallBacksDue, measureCallBacksKept,
        measureCallBacksKeptShare
    // The report of lines
    case reportLinesInUse, reportTrunk, reportLinePeak, reportLineTime, reportLineUses, reportLineRefusals,
        reportLineRefusalShare, reportAverageLineUse, measureLinePeak, measureLineTime, measureLineUses,
        measureLineRefusals, measureLineRefusalShare, measureAverageLineUse, reportAboutLines
    // Saved reports, and how they are sent
    case reportsAll, savedReports, savedReportsNone, savedReportsNoneAdvice, savedReportSaveThis,
        savedReportNoneHere, savedReportSettingsOf, savedReportsFull, savedReportName, savedReportShared,
        savedReportReport, savedReportSending, savedReportLastSending, savedReportWhose, savedReportSettings,
        savedReportSharedInShort, savedReportOwn, savedReportChange, savedReportNext, savedReportNew, savedReportOne,
        savedReportOpen, savedReportSendingNow, savedReportNotSending, savedReportOvertaken, savedReportPeriod,
        savedReportPeriodHint, savedReportMayNotSend, savedReportRecipients, savedReportRecipientsHint,
        savedReportNoAddress, savedReportManyRecipients, savedReportNobody, savedReportNameTaken, savedReportSendNow,
        savedReportSendings, savedReportDue, savedReportWhy, savedReportByHand, savedReportBySchedule, scheduleNever,
        scheduleDaily, scheduleWeekly, scheduleMonthly, scheduleWhen, scheduleDay, scheduleDayHint, scheduleTime,
        scheduleTimeHint, scheduleDailyAt, scheduleWeeklyAt, scheduleLastDayAt, scheduleMonthlyAt, mailNotSetUp,
        mailNotSetUpAdvice, mailRefused, mailLogInRefused, mailUnknownHost, mailUnreachable, mailTimeout, mailTLS,
        reportOwnerDisabled, reportOwnerMayNot, reportSendingCancelled, reportNotReady, reportTooLarge,
        reportOtherProblem, reportSent, reportNotSent, reportSending, reportSendingRetried, reportNextTry,
        reportMailSubject, reportMailAttached, reportMailBySchedule, reportMailByHand, reportAboutStatistics,
        reportAboutFunnel, reportAboutHours, reportAboutCalls, reportAboutLeads, reportAboutTopics, reportAboutStaff
    // The wall-board and the dashboard
    case boardWall, boardToday, boardNow, boardOnShift, boardOwed, boardInTime, boardTarget,
        boardCallsToday, boardRegistered, boardAppointed, boardLoss, boardOperators, boardNobody, boardMore, boardStale,
        boardOffline, boardWhat, boardEverything, boardFullScreen, boardWrapUp, boardBusy, boardAway, boardCountedAt,
        boardComparedWith, boardCounting, boardWas, boardWeekAgo, boardToCallBack, boardOverdueCalls, boardReception,
        boardUnbegun, boardOverdueContacts, boardCalls, boardCallsInbound, boardAnswered, boardMissed,
        boardServiceLevel, boardServed, boardAverageWait, boardFirstTime, boardRepeat, boardInquiries, boardByHour,
        boardAsTable, boardHandled, boardTalk, boardNobodyDid, measureOwed, measureOverdueCalls, measureReception,
        measureUnbegun, measureOverdueContacts, measureInboundCalls, measureAnswered, measureMissedToday,
        measureServiceLevel, measureServed, measureAverageWait, measureFirstTimeContacts, measureHandled,
        measureTalk, measureRegisteredBy
    // Leads and deals
    case leads, leadsTitle, leadManager, leadInfo, leadQualities, leadQualityName, leadQualityInShort, leadWithoutDeal,
        leadHandedTo, leadsMarkAll, leadsTake, leadsHand, leadsHide, leadsTaken, leadsHanded, leadsHidden,
        leadsRestored,
        leadsLeft, leadsLeftChanged, leadsLeftOutOfReach, leadsLeftReplaced, leadsNobody, inquiryKind,
        inquiryKindInShort, inquiryManual, inquiryRequest, inquiryInbound, inquiryOutbound, deals, dealOne, dealNew,
        dealAdd, dealName, dealAmount, dealCreatedAt, dealCreatedBy, dealStages, dealNext, dealMoved, dealStale,
        dealSaved, dealJoined, dealLeft, dealHidden, dealRestored, dealInquiries, dealNoInquiries, dealsNone,
        dealsNothingFound, dealTextHint, dealToDeals, dealChange, dealAddHere, dealTakeOff, dealOpenOfClient,
        dealNoneOfClient, dealOfContact, pipelines, pipelineName, funnelStages, funnelStageName, funnelStageInShort,
        stageKind, stageOpen, stageWon, stageLost, sourceTypes, sourceTypeName
    // Conversations
    case conversations, conversationsNone, conversationIsRecorded, conversationContact, conversationCheck,
        conversationLack, conversationLacksContact, conversationLacksDocument, conversationLacksContactAdvice,
        conversationLacksDocumentAdvice, clientCard, clientTabs, periodWhole, recordingSave,
        strayRecordings, strayAdvice, strayDay, strayShow, strayNone, strayCut, strayUnlisted, strayAt, strayFile,
        straySize,
        strayKilobytes,
        recordGaps, recordGapsAdvice, recordGapsNone, recordGapsCalls, recordGapsRows, recordGapsNoCalls,
        recordGapsNoRows,
        recordGapsCut, recordGapsAt, recordGapsFrom, recordGapsTo, recordGapsOutcome
    // All that there was with a client
    case clientStory, clientStoryAll, clientStoryNone, clientStoryKind, clientStoryWhat, clientStoryReminder,
        clientStoryFind, sourceNotKept
    // Roles and what they allow
    case roles, rolesAdvice, rolePeople, rightOne, roleOperator, roleAdvancedOperator, roleReceptionist, roleSpecialist,
        roleSupervisor, roleAdministrator, scopeOwn, scopeDepartment, scopeAll, scopeNone, rightWorkspace, rightOnline,
        rightCalls, rightColleagues, rightMissed, rightDistribute, rightRecordings, rightIntake, rightContacts,
        rightClients, rightReception, rightDirectories, rightReconciliation, rightReports, rightExport, rightScripts,
        rightIntegrations, rightListening, rightDialling, rightDiallingAbroad, rightDiallingPremium, rightFaxing,
        rightPolicies, rightBulletins, rightImports
    // Topics
    case topics, topicName, topicParent, topicParentHint, topicsNone, topicFind, topicNotKept, problemTopicInItself,
        problemTopicTooDeep
    // Projects
    case projects, projectName, projectNumber, projectClient, projectClientHint, projectGreeting, projectGreetingHint,
        projectTopicsHint, projectEmployees, projectEmployeesHint, projectHours, projectHoursHint, projectMailBox,
        projectOfNumberHint, projectNone, scriptUsesProjects
    // Services
    case services, serviceName, servicePrices, servicePriceName, servicePrice, servicePieces, servicePiecesInShort,
        serviceSum, serviceRemove, serviceRemoveOf, serviceTotal, serviceRest, serviceNone, serviceAdd, serviceFind,
        serviceOffers, serviceNoOffers, serviceMoreOffers, serviceOfContact, serviceRender, serviceRendered, serviceAny,
        serviceSpent, serviceNoClient, serviceOverLimit, serviceNotPaid, serviceOverLimitAdvice,
        serviceAskSupervisor, serviceReason, serviceRenderAnyway, servicePolicyGone, serviceOfferGone, serviceTooMuch,
        serviceAllowed, servicePiecesLeft, serviceUnbounded, providers, providerName, providerInstitution,
        providerCategory, providerSpecialisation, providerFullName, providerRegistryCode, providerOKPO,
        providerLegalAddress, providerPhones, providerPhonesHint, priceList, priceListEmpty, priceAdd, fieldCompany,
        fieldStatus, fieldRegion, fieldGroup, fieldCity, fieldEmail, policies, policyName, policyNumber, policyNone,
        policyNoneOfClient, policyAdd, policyLimits, policyLimitName, policyLimitAdd, policyNoLimits,
        policyAllServices, policyAllServicesHint, policyLimitHint, policyEndlessHint, policyNotValid
    // Attributes of clients
    case clientAttributes, clientAttributeName, fieldAttributeKind, fieldAttributeChoices, fieldAttributeSpot,
        hintAttributeChoices, attributeText, attributeNumber, attributeMoney, attributeDate, attributeChoice,
        attributeOnCard, attributeOnPanel, attributesTitle, attributeSearch, attributeValue, attributeNotNumber,
        attributeNotSum, attributeNotDate, attributeNoChoice
    // Questionnaires
    case questionnaires, questionnaire, questionnaireNew, questionnaireMade, questionnaireIsOffered,
        questionnaireTopicsHint, questionnaireFill, questionnaireGoOn, questionnaireUnfinished,
        questionnaireFilled, questionnaireTotal, questionnaireChange, questionnaireFinish, questionnaireEnds,
        questionnairesNone, questionnairesNoneAdvice, questionnairesNothingFound, questionnairesFilled,
        questionnaireFigures, questionnaireList, questionnaireByPeriods, questionnaireByProjects,
        questionnaireQuestion, questionnaireAnswer, questionnaireAnswers, questionnaireAnswered, questionnaireMean,
        questionnaireMeanScore, questionnaireScore, questionnairePerson, scriptBadScore, scriptActInQuestionnaire,
        scriptKindChanged
    // Listening in
    case listenIn, listenInHint, listenOn, listenOnHint, whisper, whisperHint, joinCall, joinCallHint, listeningTo,
        listeningWaits,
        listeningEnd, listeningPickUp, listenedBy, listeningNotYours, listeningNoPhone, listeningNoPBX,
        listeningAlready,
        listeningOver, listeningPhoneBusy, listeningNotPickedUp, listeningPhoneUnreachable, listeningNotPermitted,
        listeningNotHeard, listeningNotConfirmed, boardListens
    // Calling by a press on a number
    case diallingPickUp, diallingCalls, diallingRings, diallingTalks, diallingHolds, diallingHangUp, diallingAgain,
        diallingNotPickedUp, diallingBusy, diallingNotAnswered, diallingFailed, diallingSent, diallingNoNumber,
        diallingNotAbroad, diallingNotPremium, diallingNotSelf, diallingTooMany, diallingNoPhone, diallingNoPBX,
        diallingPhoneBusy, diallingPhoneUnreachable, diallingOver, diallingNotPermitted, diallingNotHeard,
        diallingNotConfirmed, diallingCopy, diallingCopied

    // The keys of the own phone
    case handsetAnswer, handsetHold, handsetResume, handsetNoPhone, handsetNoPBX, handsetDoesNotObey, handsetGone,
        handsetRefused, handsetNotPermitted, handsetNotConfirmed

    // Faxes
    case faxes, faxOne, faxNew, faxSend, faxFile, faxFileHint, faxPrinted, faxPrintedForm, faxTarget,
        faxIntoCall, faxIntoCallShort, faxIntoCallEnds, faxToNumber, faxNumber, faxNoCallersNumber, faxPreparing,
        faxNotTaken, faxWhat, faxUntitled,
        faxWho, faxClient, faxPages, faxAt, faxEndedAt, faxResult, faxNone, faxEarlier, faxAgain, faxOnCard,
        faxUnderWay, faxDialling, faxSending, faxSent, faxSentOf, faxPartly, faxUnknown, faxSaid, faxBusy,
        faxNotAnswered, faxNotReached, faxNoMachine, faxDropped, faxRefused, faxCallOver, faxNotPermitted,
        faxNotHeard, faxNotConfirmed, faxNotPDF, faxEncrypted, faxUnreadable, faxTooLarge, faxTooManyPages,
        faxTooMuch, faxManyAtOnce, faxNotSetUp, faxGone, faxNotHere, faxNoFile, faxEmptyFile, faxAgainTo,
        faxNotInHouse, faxNoDialling

    // Cases, tasks and bulletins
    case tasks, tasksWhose, tasksMine, tasksOpen, tasksOverdue, tasksDone, tasksNone, tasksNoneOverdue, tasksNoneDone,
        tasksMore, tasksBack, taskTree, taskDate, taskTextHint, taskNoClient, taskActions, taskActionName,
        taskAnyAction, taskDoer, doerResponsible, doerEmployee, doerDepartment, taskTerm, taskTermHint, taskTermUnit,
        termMinutes, termDays, taskNext, taskNextHint, entryCategories, entryCategoryName, taskEmployee,
        taskEmployeeHint, taskDueAt, taskDueHint, taskUntil, taskOfNobody, taskDone, taskDoneAt, taskFinish,
        taskReopen, taskFinished, taskHanded, taskStale, taskFollowed, taskToNobody, caseOne, caseNew, caseOpen,
        caseOpened, caseNumber, caseTitle, caseCompany, casePolicy, caseStateOpen, caseClosed, caseOpenedAt,
        caseOpenedBy, caseEntries, caseNoEntries, caseNewEntry, caseFirstEntry, caseAddEntry, caseEntryAdded,
        caseStages, caseToCase, caseAddHere, casesOpenOfClient, caseOfContact, caseOfContactNumber, entryText,
        taskCalendar, taskCalendarAdvice, taskCalendarNone, taskCalendarSince, taskCalendarOnce, taskCalendarMake,
        taskCalendarRenew, taskCalendarRevoke, taskCalendarEvents, taskCalendarTasks, bulletins, bulletinsAll,
        bulletinsNone, bulletinNew, bulletinTitle, bulletinText, bulletinFrom, bulletinUntil, bulletinMustRead,
        bulletinMustReadHint, bulletinAudienceHint, bulletinAuthor, bulletinNow, bulletinValid, bulletinToRead,
        bulletinRead, bulletinReadAt, bulletinReadBy, bulletinNotRead, notificationTask, notificationBulletin

    // Letters about contacts
    case letters, letterSend, letterTitle, letterBack, letterNoEmployees, letterAddresses, letterAddressesHint,
        letterNobody, letterRemark, letterRemarkHint, letterExtent, letterBrief, letterFull, letterPreview,
        letterSubmit,
        letterStale, letterLink, letterSent, letterNotSent, letterShow

    // Web forms
    case webForms, webFormName, formOrigins, formOriginsHint, formInputs, formInputsHint, formReasonHint, formKey,
        formKeyNone, formKeySince, formKeyMake, formKeyRenew, formKeyRevoke, formKeyOnce,
        formAddress, formSnippet, formReceived, formName, formPhone, formMessage, formCar, formTrap,
        formSend, formTaken, formGoBack, formUnknown, formOtherSite, formWrongMethod, formTooMany, formTooLarge,
        formOtherType, formMalformed

    // Letters that come
    case mails, mailBoxes, mailBoxName, mailAddress, mailAddressHint, mailHost, mailHostHint, mailPort, mailPortHint,
        mailSecurity, mailSecurityHint, mailByTLS, mailStartTLS, mailNoTLS, mailFolder, mailFolderHint, mailProjectHint,
        mailCollecting, mailReceived, mailPassword, mailPasswordNew, mailPasswordHint, mailPasswordSave,
        mailPasswordSaved, mailNoPassword, mailFailing, mailWorks, mailNotLooked, mailLookedAt, mailLogin, mailNoFolder,
        mailOtherProblem, mailNoSubject, mailAsWritten, mailKilobytes, mailFileNotKept, mailFiles, mailCut, mailHeaders,
        mailParts, mailCharset, mailFilesLeft, mailProgram, mailUnreadable, mailAnswer, mailAnswerTo, mailAnswerText,
        mailAnswered, mailAnswerOne

    // Papers from templates, and the history of a client
    case papers, paperOne, paperBack, paperMake, paperNumberLater, paperNoTemplates, paperStale, paperAuthor,
        paperDate, paperServices, paperTotal, paperLetter, paperInvoice, paperAct, paperOther, paperMakePDF,
        paperPrint, paperNoPrinting, paperPrintFailed, paperPrintTooMuch, paperPrintBusy, paperAddresses,
        paperNobody, paperLetterText, paperEnclosed, documentTemplates, documentTemplateName, fieldPaperKind,
        fieldTemplateText, hintTemplateText, inRussian, inEnglish, inUkrainian, problemPlaceholder,
        problemTableInLine, templatePlaces, templateContact, templateTry, templateNoContact, clientStoryTask,
        clientStoryTaskOpen, clientStoryTaskLate

    // Imports of clients
    case imports, importsNone, importNew, importFile, importFileHint, importEncoding, importSeparator,
        importFindOut, importTab, importTake, importReading, importNotTaken, importState, importRows, importRow,
        importRowCount, importWhen, importLoading, importDraft, importDraftAdvice, importChecking, importChecked,
        importCheckedAdvice, importRunning, importDone, importUndoing, importUndone, importProgress, importAdded,
        importUpdated, importSame, importDoubtful, importRefused, importRowsUndone, importRowsLeft, importRun,
        importCheck, importDiscard, importUndo, importUndoAdvice, importUndoNow, importResult, importTroubled,
        importLeft, importOutcome, importRemarks, importCells, importClientNumber, importMoreInFile, importPreview,
        importMapping, importColumn, importField, importRule, importKey, importSkip, importKeep, importOverwrite,
        importFill, importAdd, importRulesHint, importHasHeads, importNewAre, importMappings, importMappingSaved,
        importMappingApply, importMappingName, importMappingSave, importMappingUnnamed, importMappingRemove,
        importStale, importNothingToKnowBy, importTwice, importNoName, importNoKey, importSeveral, importConflict,
        importFieldRefused, importNoPhone, importNoEmail, importMalformed, importNoMake, importNoModel,
        importForeignVehicle, tableEmpty, tableEncrypted, tableOld, tableNone, tableTooLarge, tableTooManyRows,
        tableTooManyColumns, tableDamaged, tableOpenQuote, tablePart, tableRow,
        importSync, importSyncFailed, importSyncRows, importSyncNoMapping, importSyncNoColumns
}

/// Things that are counted, with the words agreeing with the number: 1 звонок, 2 звонка, 5 звонков.
enum Counted: Int, CaseIterable, Sendable {
    case calls
    case callersToCallBack
    case callers
    case seconds
    case numbers
    case newCalls
    case records
    case contacts
    case newContacts
    case waitingClients
    case minutes
    case inquiries
    case newInquiries
    case dealsCounted
    case conversations
}
