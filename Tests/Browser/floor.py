"""Several people at their phones, and what their workspaces show, held against what really happens on the PBX."""

import time

STATE = """() => [...document.querySelectorAll('#card > [data-card]')].map(card => ({
  call: card.id.replace(/^card-[^:]*:/, '').replace(/:[^:]*$/, ''), rank: Number(card.dataset.rank), hidden: card.hidden
}))"""

TALKING, RINGING, OVER = 0, 3, 4


class Desk:
    """A page of somebody at a phone, and the calls that the person has answered and not closed yet."""

    def __init__(self, page, phone):
        self.page = page
        self.phone = phone
        self.answered = []

    def expected(self, calls):
        """By call, how it should stand on the card."""
        wanted = {call: OVER for call in self.answered}
        for call in calls:
            if self.phone in call["talking"]:
                wanted[call["linkedID"]] = TALKING
            elif self.phone in call["ringing"]:
                wanted[call["linkedID"]] = RINGING
        return wanted

    def difference(self, calls):
        """What is wrong with the page; empty when nothing is."""
        shown = self.page.evaluate(STATE)
        ids = [card["call"] for card in shown]
        wanted = self.expected(calls)
        wrong = [f"{call} doubled" for call in set(ids) if ids.count(call) > 1]
        wrong += [f"{call} missing" for call in wanted if call not in ids]
        wrong += [f"{call} left" for call in ids if call not in wanted]
        wrong += [
            f"{card['call']} is {card['rank']}, not {wanted[card['call']]}"
            for card in shown
            if wanted.get(card["call"], card["rank"]) != card["rank"]
        ]
        if shown and sum(not card["hidden"] for card in shown) != 1:
            wrong.append("not one card is seen")
        return [f"{self.phone}: {what}" for what in wrong]

    def close_cards(self):
        """Closes the finished ones, as the person would."""
        for call in list(self.answered):
            button = self.page.locator(f'[data-close*="{call}:"]')
            if button.count():
                button.dispatch_event("click")
                self.answered.remove(call)


class Floor:
    def __init__(self, pbx, desks, chance, settle_seconds=5):
        self.pbx = pbx
        self.desks = desks
        self.chance = chance
        self.settle_seconds = settle_seconds
        self.begun = 0
        self.differences = []
        self.steps = {"answer": 0, "hang-up": 0, "redirect": 0, "transfer": 0, "begin": 0}

    def settle(self, what):
        """Waits until every page shows the truth; notes where one does not in time."""
        end = time.monotonic() + self.settle_seconds
        while True:
            calls = self.pbx.calls
            wrong = [difference for desk in self.desks for difference in desk.difference(calls)]
            # The truth may have moved on while the pages were read.
            if not wrong and self.pbx.calls == calls:
                return
            if time.monotonic() > end:
                self.differences += [f"after {what}: {difference}" for difference in wrong]
                print(time.strftime("%X"), "after", what, wrong, flush=True)
                return
            time.sleep(0.02)

    def step(self, queue, may_begin):
        """One random thing happens to a call."""
        # Some wait in the queue until phones are free.
        calls = self.pbx.calls
        ringing = [call for call in calls if call["ringing"]]
        talking = [call for call in calls if call["talking"]]
        if may_begin and len(calls) < 4 and (not calls or self.chance.random() < 0.5):
            self.begun += 1
            self.tell("begin", f"{queue} 8953{self.chance.randrange(10**6, 10**7)} Абонент")
        elif ringing and self.chance.random() < 0.6:
            self.answer(self.chance.choice(ringing))
        elif calls:
            call = self.chance.choice(talking or calls)
            kind = self.chance.choice(["hang-up", "hang-up", "redirect", "transfer"])
            free = self.free_phone(calls)
            if kind == "hang-up" or free is None or (kind == "transfer" and not call["talking"]):
                self.tell("hang-up", call["linkedID"])
            else:
                self.tell(kind, f"{call['linkedID']} {free}")

    def answer(self, call):
        phone = self.chance.choice(call["ringing"])
        if self.tell("answer", f"{call['linkedID']} {phone}"):
            for desk in self.desks:
                if desk.phone == phone and call["linkedID"] not in desk.answered:
                    desk.answered.append(call["linkedID"])

    def free_phone(self, calls):
        busy = {phone for call in calls for phone in call["ringing"] + call["talking"]}
        free = [desk.phone for desk in self.desks if desk.phone not in busy]
        return self.chance.choice(free) if free else None

    def tell(self, kind, words):
        """False when the call had moved on meanwhile."""
        try:
            self.pbx.tell(f"{kind} {words}")
        except AssertionError:
            return False
        self.steps[kind] += 1
        return True

    def run(self, count, queue):
        """Lets so many calls come and go."""
        while self.begun < count or self.pbx.calls:
            self.step(queue, self.begun < count)
            self.settle(f"call {self.begun}")
            for desk in self.desks:
                if len(desk.answered) > 2:
                    desk.close_cards()
        for desk in self.desks:
            desk.close_cards()
        self.settle("the end")
