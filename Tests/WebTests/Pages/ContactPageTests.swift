import ContactCenter
import Foundation
import HTTPTypes
import HummingbirdTesting
import Storage
import TestSupport
import Testing

@testable import Web

@Suite("The card of a contact") struct ContactPageTests {
    @Test("S0.36 S0.37 its head has number, date, type, caller ID, the operator and the reason; the tabs stand below")
    func head() async throws {
        try await ContactSite.with { site in
            let kept = try await site.register()
            let text = try await site.ask(.get, "/contacts/\(kept.id)").text.withoutTags
            for words in [
                "Входящий контакт A00000001", "Телефонный звонок", "8 (953) 523-72-71", "ОСБ", "Рогова &lt;Марина&gt;",
                "Услуги частники", "Основная", "Контрагент", "Контактное лицо", "Результат звонка",
                "Служебная информация",
                "Телефоны", "История",
            ] {
                #expect(text.contains(words), "\(words)")
            }
        }
    }

    @Test("S0.38 S0.41 its fields are saved by Записать, which stays, or OK, which leads back to where the reader was")
    func save() async throws {
        try await ContactSite.with { site in
            let kept = try await site.register()
            let form = """
                version=\(kept.version)&stated_make=MAZDA&stated_model=&stated_year=2006&person_name=%D0%98%D0%BB%D1%8C%D1%8F\
                &contact_phone=89686727131&works=%D0%91%D0%BB%D0%BE%D0%BA&comment=&has_is_inquiry=1&is_inquiry=1&base_contact=
                """
            let saved = try await site.ask(.post, "/contacts/\(kept.id)", form + "&do=save&from=inquiry%3Dno")
            #expect(saved.headers[.location] == "/contacts/\(kept.id)?saved=1&from=inquiry%3Dno")
            let contact = try #require(try await site.store.contacts.contact(kept.id))
            #expect(contact.record.personName == "Илья" && contact.record.works == "Блок")
            #expect(contact.record.statedVehicle == StatedVehicle(makeName: "MAZDA", year: 2_006))
            #expect(contact.record.isInquiry)
            // What the form did not have stays.
            #expect(contact.record.reason == ReasonID(1))
            let page = try await site.ask(.get, "/contacts/\(kept.id)").text
            #expect(page.contains("Автомобиль (нет в базе)") && page.contains("value=\"MAZDA\""))
            let ok = "version=\(contact.version)&person_name=A&do=ok&from=inquiry%3Dno%26sort%3D-client"
            let answer = try await site.ask(.post, "/contacts/\(kept.id)", ok)
            #expect(answer.headers[.location] == "/registry?inquiry=no&sort=-client")
        }
    }

    @Test("a stale edit shows both versions and loses nothing that was typed")
    func stale() async throws {
        try await ContactSite.with { site in
            let kept = try await site.register { $0.personName = "Илья" }
            var theirs = kept.record
            theirs.personName = "Андрей"
            _ = try await site.store.contacts.save(theirs, kept.id, over: kept.version, by: ContactSite.author)
            let form = "version=\(kept.version)&person_name=%D0%A0%D0%BE%D0%BC%D0%B0%D0%BD&works=%D0%A2%D0%9E&do=save"
            let answer = try await site.ask(.post, "/contacts/\(kept.id)", form)
            #expect(answer.status == .conflict)
            #expect(answer.text.withoutTags.contains("Андрей") && answer.text.contains("value=\"Роман\""))
            #expect(answer.text.contains("value=\"ТО\""))
            #expect(answer.text.contains("name=\"version\" value=\"\(kept.version + 1)\""))
            #expect(try await site.store.contacts.contact(kept.id)?.record.personName == "Андрей")
        }
    }

    @Test("what cannot be saved is told beside its field; nothing typed is lost")
    func refused() async throws {
        try await ContactSite.with { site in
            let kept = try await site.register()
            let long = String(repeating: "x", count: 201)
            for (form, words) in [
                ("person_name=\(long)", "Не больше 200 знаков"),
                ("stated_make=MAZDA&stated_year=206", "От 1885 до 2200"),
                ("stated_make=MAZDA&stated_year=20x6", "Так не записывают"),
                ("stated_make=&stated_model=3", "Без этого нельзя"),
                ("base_contact=A77", "Такого больше нет"), ("reason=999", "Такого больше нет"),
            ] {
                let answer = try await site.ask(
                    .post,
                    "/contacts/\(kept.id)",
                    "version=\(kept.version)&works=typed&\(form)"
                )
                #expect(answer.status == .badRequest, "\(form)")
                #expect(answer.text.withoutTags.contains(words), "\(form)")
                #expect(answer.text.contains("value=\"typed\""))
            }
            #expect(try await site.store.contacts.contact(kept.id) == kept)
        }
    }

    @Test("D3 a supervisor may say that a contact is first-time, and the history tells; others may not")
    func novelty() async throws {
        try await ContactSite.with { site in
            try await site.register(ago: 600)
            let kept = try await site.register()
            #expect(kept.record.novelty == .repeat)
            _ = try await site.ask(.post, "/contacts/\(kept.id)", "version=\(kept.version)&novelty=first_time&do=save")
            let contact = try #require(try await site.store.contacts.contact(kept.id)?.record)
            #expect(contact.novelty == .firstTime && contact.isNoveltySet)
            let text = try await site.ask(.get, "/contacts/\(kept.id)").text
            #expect(text.contains("<s><bdi></bdi></s>") == false)
            #expect(text.withoutTags.contains("Повторный"))
        }
        try await ContactSite.with(Rights([.contacts: .own])) { site in
            let kept = try await site.register()
            _ = try await site.ask(.post, "/contacts/\(kept.id)", "version=\(kept.version)&novelty=repeat&do=save")
            #expect(try await site.store.contacts.contact(kept.id)?.record.novelty == .firstTime)
            #expect(
                try await site.ask(.post, "/contacts/\(kept.id)", "version=\(kept.version)&do=hide").status
                    == .forbidden
            )
        }
    }

    @Test("S0.39 S0.40 documents that came from it stand there with number and time, and so does what was said")
    func documentsAndEntries() async throws {
        try await ContactSite.with { site in
            let kept = try await site.register()
            try await site.store.database.write { transaction in
                try transaction.execute(
                    """
                    INSERT INTO documents (kind, number, at, contact_id, is_open)
                    VALUES ('repair_request', 'A000003269', 1340271344000, $1, 1)
                    """,
                    [.integer(kept.id.rawValue)]
                )
                try ContactStages.follow([kept.id], by: ContactSite.author, in: transaction)
            }
            let answer = try await site.ask(
                .post,
                "/contacts/\(kept.id)/entries",
                "text=%D0%97%D0%B0%D0%BF%D0%B8%D1%81%D0%B0%D0%BB"
            )
            #expect(answer.headers[.location] == "/contacts/\(kept.id)#entries")
            let page = try await site.ask(.get, "/contacts/\(kept.id)").text
            let text = page.withoutTags
            #expect(text.contains("Заявка на ремонт A000003269") && text.contains("21.06.2012 13:35:44"))
            #expect(text.contains("Записал"))
            #expect(page.contains("title=\"Запись\">З</abbr>"))
        }
    }

    @Test("S0.42 the recordings of its call can be heard, by who may")
    func recordings() async throws {
        try await ContactSite.with(Rights([.contacts: .all, .recordings: .all])) { site in
            var call = try #require(Call.sampleSteps().last)
            call.result = .answered
            var batch = JournalBatch(pbx: call.id.pbx)
            batch.calls = [call]
            _ = try await site.store.callJournal.commit(batch)
            let begun = try await site.store.contacts.begin(call, at: nil, by: ContactSite.author)
            let page = try await site.ask(.get, "/contacts/\(begun.id)").text
            #expect(page.contains("class=\"card course\"") && page.contains("id=\"recordings\""))
        }
    }

    @Test("S0.19 an unfinished contact is registered or dropped from its card")
    func finish() async throws {
        try await ContactSite.with { site in
            let begun = try await site.store.contacts.begin(.sample(1), at: nil, by: ContactSite.author)
            let refused = try await site.ask(.post, "/contacts/\(begun.id)", "version=1&do=register")
            #expect(refused.status == .badRequest && refused.text.contains("field-reason-error"))
            let dropped = try await site.ask(.post, "/contacts/\(begun.id)", "version=1&works=&do=drop")
            #expect(dropped.status == .seeOther)
            #expect(try await site.store.contacts.contact(begun.id)?.record.outcome == .dropped)
        }
    }

    @Test("S0.46 a contact is added by hand, with a channel from the list")
    func byHand() async throws {
        try await ContactSite.with { site in
            #expect(try await site.ask(.get, "/contacts/new").text.contains("Визит"))
            let refused = try await site.ask(.post, "/contacts/new", "channel=&person_name=%D0%98")
            #expect(refused.status == .badRequest && refused.text.contains("value=\"И\""))
            let answer = try await site.ask(.post, "/contacts/new", "channel=3&reason=1&caller_number=9535237271")
            #expect(answer.headers[.location] == "/contacts/1")
            let contact = try #require(try await site.store.contacts.contact(ContactID(1))?.record)
            #expect(contact.channel == ContactChannelID(3) && contact.call == nil)
            #expect(contact.callerKey == NumberKey("+79535237271"))
        }
    }
}
