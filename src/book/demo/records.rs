//! What a made-up life leaves in the book.

use super::chance::Chance;
use super::life::Life;
use super::people::Staff;
use super::words::{
    CHANNELS, FAMILY, FIRST, FORM, GIVEN, INDUSTRIES, ISSUES, OFFERS, PRODUCTS, PROMISES, QUOTES, REASONS, SAID,
    SECOND, TITLES, TODO,
};
use crate::domain::account::Account;
use crate::domain::action::Action;
use crate::domain::commitment::Commitment;
use crate::domain::communication::Communication;
use crate::domain::contact::Contact;
use crate::domain::contract::Contract;
use crate::domain::contribution::Contribution;
use crate::domain::day::Day;
use crate::domain::defection::Defection;
use crate::domain::event::Event;
use crate::domain::handoff::Handoff;
use crate::domain::id::Id;
use crate::domain::insight::{Insight, Share};
use crate::domain::invoice::Invoice;
use crate::domain::issue::Issue;
use crate::domain::member::Member;
use crate::domain::money::Currency;
use crate::domain::opportunity::Opportunity;
use crate::domain::plan::{Goal, Plan};
use crate::domain::problem::Result;
use crate::domain::pulse::Pulse;
use crate::domain::referral::Referral;
use crate::domain::seat::Seat;
use crate::domain::stage_entry::StageEntry;
use crate::domain::touch::Touch;
use crate::domain::words::{
    ActionOutcome, Channel, CommitmentKind, CommsTopic, ContractOutcome, ContributionKind, DealState, EventKind,
    HandoffState, OurRole, PlanKind, PulseSource, TheirRole, ValueTag,
};
use crate::store::Edit;

/// One account being written.
struct Scribe<'a, 'b> {
    edit: &'a mut Edit<'b>,
    chance: &'a mut Chance,
    staff: &'a Staff,
    life: &'a Life,
    today: Day,
    until: Day,
    account: Id<Account>,
    lead: Id<Member>,
    contacts: Vec<Id<Contact>>,
}

/// What belongs to no account: the charter, company news, insights.
pub(super) fn company(edit: &mut Edit<'_>, chance: &mut Chance, staff: &mut Staff, today: Day) -> Result<()> {
    for (number, topic) in CommsTopic::ALL.iter().enumerate() {
        let id = edit.mint()?;
        edit.put(&Communication {
            id,
            external_id: None,
            account: None,
            on: today.plus(-20 - 30 * number as i32),
            topic: Some(*topic),
            title: format!("Our {topic}, quarter by quarter"),
            channel: Some(Channel::Email),
            member: Some(staff.communications),
            contact: None,
            gap: None,
            known_on: None,
        })?;
    }
    for title in
        ["Ports are slower this winter", "New rules on packaging from January", "Hiring is easing in the region"]
    {
        let id = edit.mint()?;
        staff.insight = Some(id);
        edit.put(&Insight {
            id,
            external_id: None,
            title: title.to_owned(),
            source: Some("trade press".to_owned()),
            on: today.plus(-chance.between(5, 40)),
            so_what: "Plan the next quarter's orders a fortnight earlier.".to_owned(),
            expires_on: Some(today.plus(60)),
            known_on: None,
        })?;
    }
    for what in
        ["Second one of ours into every tier A account", "Ask before every renewal", "Accept hand-offs in two days"]
    {
        let id = edit.mint()?;
        edit.put(&Commitment {
            id,
            external_id: None,
            account: None,
            kind: CommitmentKind::Charter,
            what: what.to_owned(),
            owner: Some(staff.executives[1]),
            due: Some(today.plus(120)),
            kept_on: None,
            broken_on: None,
            measure: Some("accounts done".to_owned()),
            target: Some("all".to_owned()),
            consequence: Some("shown at the sales meeting".to_owned()),
            reason: None,
            known_on: Some(today.plus(-60)),
        })?;
    }
    Ok(())
}

/// Everything about one account; `brief`: its life in about ten touches.
pub(super) fn account(
    edit: &mut Edit<'_>,
    chance: &mut Chance,
    staff: &Staff,
    life: &Life,
    brief: bool,
    today: Day,
) -> Result<Id<Account>> {
    let account = edit.mint()?;
    let (lead, _) = staff.lead(life.number);
    let until = life.until(today);
    let mut scribe = Scribe { edit, chance, staff, life, today, until, account, lead, contacts: Vec::new() };
    let stays = stays(life, today, until);
    scribe.account_itself(stays.last().map_or("signed", |stay| stay.0))?;
    scribe.people()?;
    scribe.seats(brief)?;
    scribe.contracts()?;
    for (stage, from, to) in &stays {
        scribe.stay(stage, *from, *to)?;
    }
    scribe.touches(brief)?;
    scribe.pulses(brief)?;
    scribe.happenings()?;
    scribe.work()?;
    if !brief || life.number.is_multiple_of(10) {
        scribe.programme()?;
    }
    scribe.loss()?;
    Ok(account)
}

/// Stages an account went through: key, first day, last day.
fn stays(life: &Life, today: Day, until: Day) -> Vec<(&'static str, Day, Option<Day>)> {
    let handoff = life.signed.plus(2);
    let onboarding = handoff.plus(9);
    let value = onboarding.plus(life.onboarding);
    let steady = value.plus(95);
    let mut marks = vec![
        ("signed", life.signed),
        ("hand-off", handoff),
        ("onboarding", onboarding),
        ("first-value", value),
        ("steady", steady),
    ];
    for end in (1..20).map(|year| life.signed.plus_months(12 * year).plus(-1)) {
        let (window, decided) = (end.plus(-60 - 120), if life.lets_dates_pass() { end } else { end.plus(-60) });
        if window > steady && window <= today {
            marks.push(("renewal-window", window));
            marks.push(("steady", decided));
        }
    }
    if let Some(notice) = life.notice_on.or(life.lost.as_ref().map(|loss| loss.decided)) {
        marks.retain(|(_, from)| *from < notice);
        if life.onboarding <= 75 || value < notice {
            marks.push(("notice", notice));
        }
    }
    marks.retain(|(_, from)| *from <= until);
    let ends = marks.iter().skip(1).map(|(_, from)| Some(*from)).chain([life.lost.as_ref().map(|loss| loss.on)]);
    marks.iter().zip(ends).map(|((stage, from), to)| (*stage, *from, to)).collect()
}

impl Scribe<'_, '_> {
    fn account_itself(&mut self, stage: &str) -> Result<()> {
        let life = self.life;
        let n = life.number as usize;
        let second = (n / FIRST.len() + n * 5) % SECOND.len();
        let round = n / (FIRST.len() * SECOND.len());
        let form = FORM[(n * 3 + n / 7) % FORM.len()];
        let more = if round == 0 { String::new() } else { format!(" {}", round + 1) };
        let name = format!("{} {}{more}{form}", FIRST[n % FIRST.len()], SECOND[second]);
        self.edit.put(&Account {
            id: self.account,
            external_id: Some(format!("C{:06}", n + 1)),
            name,
            stage: stage.to_owned(),
            value: Some(life.value),
            currency: Currency::EUR,
            customer_since: Some(life.signed),
            observed_since: (life.signed.days_to(self.today) > 1_095).then(|| self.today.plus(-1_095)),
            owner: Some(self.lead),
            industry: Some((*self.chance.pick(INDUSTRIES)).to_owned()),
            channel: Some((*self.chance.pick(CHANNELS)).to_owned()),
            offer: Some((*self.chance.pick(OFFERS)).to_owned()),
            why_bought: Some((*self.chance.pick(REASONS)).to_owned()),
            tags: if n % 31 == 3 { vec!["strategic".to_owned()] } else { Vec::new() },
            website: None,
            notes: None,
            known_on: None,
        })
    }

    fn people(&mut self) -> Result<()> {
        const SEATS: [Option<TheirRole>; 6] = [
            Some(TheirRole::DecisionMaker),
            Some(TheirRole::Sponsor),
            Some(TheirRole::UserLead),
            Some(TheirRole::Payer),
            Some(TheirRole::TechnicalEvaluator),
            None,
        ];
        for number in 0..self.life.contacts.max(1) {
            let id = self.edit.mint()?;
            let (title, function) = *self.chance.pick(TITLES);
            let name = format!("{} {}", self.chance.pick(GIVEN), self.chance.pick(FAMILY));
            let left_on = self.life.sponsor_left.filter(|_| number == 1 || self.life.contacts == 1);
            self.edit.put(&Contact {
                id,
                external_id: Some(format!("P{:06}-{number}", self.life.number + 1)),
                account: self.account,
                name,
                title: Some(title.to_owned()),
                function: Some(function.to_owned()),
                seat: SEATS[number as usize % SEATS.len()],
                email: Some(format!("p{number}@c{}.example", self.life.number + 1)),
                phone: None,
                left_on: left_on.filter(|left| *left <= self.until),
                known_on: None,
            })?;
            self.contacts.push(id);
        }
        Ok(())
    }

    fn seats(&mut self, brief: bool) -> Result<()> {
        let (_, before) = self.staff.lead(self.life.number);
        let changed = before.filter(|_| self.life.signed < self.staff.gone_on);
        if let Some(before) = changed {
            self.seat(OurRole::AccountLead, Some(before), self.life.signed, Some(self.staff.gone_on), None)?;
        }
        let since = if changed.is_some() { self.staff.gone_on } else { self.life.signed };
        self.seat(OurRole::AccountLead, Some(self.lead), since, None, self.contacts.first().copied())?;
        if brief {
            return Ok(());
        }
        if self.life.luck > 0.45 {
            let service = self.staff.service(self.life.number);
            self.seat(OurRole::Service, Some(service), self.life.signed.plus(7), None, self.contacts.get(2).copied())?;
        }
        if self.life.value > 8_000_000 {
            let executive = (self.life.luck > 0.6).then_some(self.staff.executives[0]);
            self.seat(OurRole::ExecutiveSponsor, executive, self.life.signed.plus(30), None, None)?;
        }
        if self.life.number.is_multiple_of(6) {
            self.seat(OurRole::Technical, Some(self.staff.technical), self.life.signed.plus(14), None, None)?;
            self.seat(OurRole::Finance, Some(self.staff.finance), self.life.signed.plus(30), None, None)?;
        }
        Ok(())
    }

    fn seat(
        &mut self,
        role: OurRole,
        member: Option<Id<Member>>,
        since: Day,
        until: Option<Day>,
        peer: Option<Id<Contact>>,
    ) -> Result<()> {
        let id = self.edit.mint()?;
        self.edit.put(&Seat {
            id,
            external_id: None,
            account: self.account,
            member,
            role,
            since: Some(since.min(self.until)),
            until: until.or(self.life.lost.as_ref().map(|loss| loss.on)),
            cadence_days: None,
            minutes_month: Some(if role == OurRole::AccountLead { 120 } else { 60 }),
            purpose: None,
            peer,
            known_on: None,
        })
    }

    fn contracts(&mut self) -> Result<()> {
        let product = *self.chance.pick(PRODUCTS);
        let mut start = self.life.signed;
        while start <= self.until.plus(60) {
            let end = start.plus_months(12).plus(-1);
            let lost = self.life.lost.as_ref().filter(|loss| loss.on <= end);
            let outcome = match lost {
                Some(_) => Some(ContractOutcome::Lost),
                None if end < self.today => Some(ContractOutcome::Renewed),
                // Most decide in time; a few let the date pass.
                None if end.plus(-60) < self.today && !self.life.lets_dates_pass() => Some(ContractOutcome::Renewed),
                None => None,
            };
            let id = self.edit.mint()?;
            self.edit.put(&Contract {
                id,
                external_id: None,
                account: self.account,
                product: Some(product.to_owned()),
                value: Some(self.life.value),
                currency: Currency::EUR,
                start: Some(start),
                end: Some(end),
                notice_days: Some(60),
                outcome,
                outcome_on: outcome.map(|_| lost.map_or(end.plus(-60), |loss| loss.decided)),
                outcome_value: outcome.map(|one| if one == ContractOutcome::Lost { 0 } else { self.life.value }),
                reason: lost.map(|loss| loss.reason.to_owned()),
                known_on: Some(self.today).filter(|today| start > *today),
            })?;
            if lost.is_some() {
                break;
            }
            start = end.plus(1);
        }
        Ok(())
    }

    fn stay(&mut self, stage: &str, entered_on: Day, left_on: Option<Day>) -> Result<()> {
        let id = self.edit.mint()?;
        let (account, stage) = (self.account, stage.to_owned());
        self.edit.put(&StageEntry { id, external_id: None, account, stage, entered_on, left_on, known_on: None })
    }

    fn touches(&mut self, brief: bool) -> Result<()> {
        let span = self.life.signed.days_to(self.until).clamp(1, 1_095);
        let first = self.until.plus(-span);
        let usual = match self.life.value {
            8_000_000.. => 18,
            3_000_000.. => 33,
            _ => 55,
        };
        // As often for who stays as for who leaves, or their silence would tell of nothing but their age.
        let step = if brief { 55 } else { usual };
        let mut left = if brief { 20 } else { 400 };
        let mut day = first.plus(self.chance.between(0, 3.min(span)));
        while day <= self.until && left > 0 {
            left -= 1;
            self.touch(day)?;
            let neglected = self.life.neglected.is_some_and(|from| from <= day);
            let pace = if neglected { 4 } else { 1 };
            // Most are well looked after until the first value; the others are the abandoned sales.
            let is_young = self.life.signed.days_to(day) <= 90;
            let step = if is_young && !brief && self.life.luck > 0.2 { 9 } else { step };
            let jitter = if brief { 0 } else { self.chance.between(-step / 3, step / 3) };
            day = day.plus((step * pace + jitter).max(1));
        }
        Ok(())
    }

    fn touch(&mut self, on: Day) -> Result<()> {
        const HOW: [Channel; 6] =
            [Channel::Call, Channel::Call, Channel::Email, Channel::Meet, Channel::Video, Channel::Visit];
        let channel = *self.chance.pick(&HOW);
        let mood = self.life.mood(self.chance, on);
        let (_, before) = self.staff.lead(self.life.number);
        let lead = before.filter(|_| on < self.staff.gone_on).unwrap_or(self.lead);
        let mut members = vec![lead];
        if self.life.luck > 0.45 && self.chance.happens(0.35) {
            members = vec![self.staff.service(self.life.number)];
        }
        if channel == Channel::Meet && self.life.luck > 0.7 && self.chance.happens(0.2) {
            members.push(self.staff.executives[0]);
        }
        let reach = if self.life.luck > 0.5 { self.contacts.len() } else { 1 };
        let contact = self.contacts[self.chance.between(0, reach as i32 - 1) as usize];
        let two_way = channel != Channel::Email || self.chance.happens(0.6);
        let minutes = self.chance.between(10, 45) as u32;
        let value_tag = self.chance.happens(0.85).then(|| *self.chance.pick(ValueTag::ALL));
        let id = self.edit.mint()?;
        self.edit.put(&Touch {
            id,
            external_id: None,
            account: self.account,
            on,
            channel,
            members,
            contacts: vec![contact],
            two_way,
            value_tag,
            prep_minutes: Some(5),
            contact_minutes: Some(minutes),
            followup_minutes: Some(minutes / 4),
            summary: Some((*self.chance.pick(SAID[mood])).to_owned()),
            known_on: None,
        })
    }

    fn pulses(&mut self, brief: bool) -> Result<()> {
        let step = if brief { 115 } else { 75 };
        let mut day = self.life.signed.plus(self.chance.between(25, 60)).max(self.today.plus(-1_095));
        while day <= self.until {
            let asks = if self.life.neglected.is_some_and(|from| from <= day) { 0.15 } else { 0.55 };
            if self.chance.happens(asks) {
                self.pulse(day)?;
            }
            day = day.plus(step + self.chance.between(-15, 15));
        }
        Ok(())
    }

    fn pulse(&mut self, on: Day) -> Result<()> {
        let score = match self.life.mood(self.chance, on) {
            0 => self.chance.between(1, 2),
            1 => self.chance.between(2, 4),
            _ => self.chance.between(4, 5),
        };
        let (quote, topic) = *self.chance.pick(QUOTES[score as usize - 1]);
        let contact = *self.chance.pick(&self.contacts);
        let id = self.edit.mint()?;
        self.edit.put(&Pulse {
            id,
            external_id: None,
            account: self.account,
            contact: Some(contact),
            on,
            score: score as u8,
            source: if self.chance.happens(0.8) { PulseSource::Said } else { PulseSource::Observed },
            topics: vec![topic],
            quote: Some(quote.to_owned()),
            known_on: None,
        })
    }

    fn happenings(&mut self) -> Result<()> {
        if let Some((opened_on, closed)) = self.life.escalated.filter(|(on, _)| *on <= self.until) {
            let id = self.edit.mint()?;
            let title = (*self.chance.pick(ISSUES)).to_owned();
            let closed_on = Some(closed).filter(|closed| *closed <= self.until);
            let account = self.account;
            self.edit.put(&Issue {
                id,
                external_id: None,
                account,
                title,
                opened_on,
                closed_on,
                escalation: true,
                summary: None,
                known_on: None,
            })?;
            self.event(opened_on, EventKind::Escalation, None)?;
        }
        if let Some(on) = self.life.sponsor_left.filter(|on| *on <= self.until) {
            self.event(on, EventKind::SponsorLeft, Some("took a job elsewhere"))?;
        }
        if let Some(on) = self.life.price_rise.filter(|on| *on <= self.until) {
            self.event(on, EventKind::PriceIncrease, Some("6 %"))?;
        }
        if let Some(on) = self.life.notice_on {
            self.event(on, EventKind::Notice, None)?;
        }
        Ok(())
    }

    fn event(&mut self, on: Day, kind: EventKind, detail: Option<&str>) -> Result<()> {
        let id = self.edit.mint()?;
        let (account, detail) = (self.account, detail.map(str::to_owned));
        self.edit.put(&Event { id, external_id: None, account, on, kind, detail, known_on: None })
    }

    /// Actions and promises by hand, done and open, around today; the playbooks add theirs.
    fn work(&mut self) -> Result<()> {
        if self.life.lost.is_some() {
            return Ok(());
        }
        if self.life.number.is_multiple_of(4) {
            let due = self.today.plus(self.chance.between(-4, 12)).working_day_before();
            self.action(due, "next step after the last call")?;
        }
        if self.life.signed.days_to(self.today) < 100 {
            self.action(self.life.signed.plus(30).working_day_before(), "next step after the kickoff")?;
        }
        if self.life.number % 13 == 2 {
            self.promise()?;
        }
        if (3..20).contains(&self.life.signed.days_to(self.today)) {
            self.handoff()?;
        }
        Ok(())
    }

    fn action(&mut self, due: Day, reason: &str) -> Result<()> {
        let id = self.edit.mint()?;
        let done = due.plus(3) < self.today;
        self.edit.put(&Action {
            id,
            external_id: None,
            account: Some(self.account),
            title: (*self.chance.pick(TODO)).to_owned(),
            channel: Some(*self.chance.pick(&[Channel::Call, Channel::Email, Channel::Meet])),
            owner: Some(self.lead),
            due: Some(due),
            done_on: done.then(|| due.plus(1)),
            outcome: done.then_some(ActionOutcome::Done),
            reason: Some(reason.to_owned()),
            playbook: None,
            minutes: Some(*self.chance.pick(&[5, 10, 15, 30])),
            known_on: Some(due.plus(-10).min(self.today)),
        })
    }

    fn promise(&mut self) -> Result<()> {
        let id = self.edit.mint()?;
        let due = self.today.plus(self.chance.between(-6, 10));
        self.edit.put(&Commitment {
            id,
            external_id: None,
            account: Some(self.account),
            kind: if self.chance.happens(0.6) { CommitmentKind::Promise } else { CommitmentKind::NextStep },
            what: (*self.chance.pick(PROMISES)).to_owned(),
            owner: Some(self.lead),
            due: Some(due),
            kept_on: None,
            broken_on: None,
            measure: None,
            target: None,
            consequence: None,
            reason: None,
            known_on: Some(due.plus(-14).min(self.today)),
        })
    }

    fn handoff(&mut self) -> Result<()> {
        let id = self.edit.mint()?;
        let accepted = self.life.luck > 0.55;
        let offered_on = self.life.signed.plus(1);
        self.edit.put(&Handoff {
            id,
            external_id: None,
            account: self.account,
            from_member: Some(self.lead),
            to_member: Some(self.staff.service(self.life.number)),
            offered_on,
            state: if accepted { HandoffState::Accepted } else { HandoffState::Offered },
            answered_on: accepted.then(|| offered_on.plus(1)),
            why_bought: Some((*self.chance.pick(REASONS)).to_owned()),
            promises: None,
            people: None,
            open_points: Some("training dates".to_owned()),
            interim_contact: Some(self.lead),
            told_on: Some(offered_on),
            gaps: None,
            known_on: None,
        })
    }

    /// Plans, radar, credit, news, bills: what a good team keeps.
    fn programme(&mut self) -> Result<()> {
        let n = self.life.number;
        if n.is_multiple_of(7) && self.life.lost.is_none() {
            self.plan()?;
        }
        if n % 5 == 1 {
            self.opportunity()?;
        }
        if n % 8 == 3 && self.life.luck > 0.6 {
            self.credit()?;
        }
        self.invoice()
    }

    fn plan(&mut self) -> Result<()> {
        let plan = self.edit.mint()?;
        let started_on = self.until.plus(-90).max(self.life.signed);
        self.edit.put(&Plan {
            id: plan,
            external_id: Some(format!("PL{:05}", self.life.number)),
            account: self.account,
            kind: if self.life.luck > 0.5 { PlanKind::Joint } else { PlanKind::Internal },
            started_on,
            invited_on: Some(started_on),
            agreed_on: (self.life.luck > 0.5).then(|| started_on.plus(10).min(self.today)),
            review_on: Some(self.today.plus(30)),
            reviewed_on: None,
            closed_on: None,
            mutual_wins: Some("fewer errors for them, a reference for us".to_owned()),
            could_go_wrong: Some("their reorganisation in spring".to_owned()),
            sold_lines: Some("Platform".to_owned()),
            unsold_lines: Some("Analytics".to_owned()),
            known_on: None,
        })?;
        let id = self.edit.mint()?;
        self.edit.put(&Goal {
            id,
            external_id: None,
            plan,
            objective: "Halve delivery errors".to_owned(),
            measure: Some("errors a month".to_owned()),
            our_owner: Some(self.lead),
            their_owner: self.contacts.first().copied(),
            due: Some(self.today.plus(120)),
            met_on: None,
            known_on: None,
        })
    }

    fn opportunity(&mut self) -> Result<()> {
        let id = self.edit.mint()?;
        self.edit.put(&Opportunity {
            id,
            external_id: None,
            account: self.account,
            title: "Analytics for a second site".to_owned(),
            value: Some(self.life.value / 4),
            currency: Currency::EUR,
            owner: Some(self.lead),
            state: DealState::Open,
            expected_on: Some(self.today.plus(self.chance.between(20, 120))),
            closed_on: None,
            reason: None,
            known_on: None,
        })
    }

    fn credit(&mut self) -> Result<()> {
        let on = self.life.signed;
        let id = self.edit.mint()?;
        let account = self.account;
        self.edit.put(&Contribution {
            id,
            external_id: None,
            account,
            member: self.staff.technical,
            kind: ContributionKind::Win,
            on,
            what: "built the pilot in a week".to_owned(),
            thanked_on: self.chance.happens(0.7).then(|| on.plus(3)),
            known_on: None,
        })?;
        let contact = self.contacts.first().copied();
        let id = self.edit.mint()?;
        let referred = format!("{} {}", self.chance.pick(FIRST), self.chance.pick(SECOND));
        self.edit.put(&Referral {
            id,
            external_id: None,
            account,
            contact,
            on: self.until,
            referred,
            outcome: None,
            known_on: None,
        })?;
        if let Some(insight) = self.staff.insight {
            let id = self.edit.mint()?;
            self.edit.put(&Share {
                id,
                external_id: None,
                insight,
                account,
                contact,
                member: Some(self.lead),
                on: self.until,
                reaction: Some("passed it on".to_owned()),
                known_on: None,
            })?;
        }
        Ok(())
    }

    fn invoice(&mut self) -> Result<()> {
        let issued_on = self.life.signed.plus(30);
        if issued_on > self.until {
            return Ok(());
        }
        let id = self.edit.mint()?;
        self.edit.put(&Invoice {
            id,
            external_id: None,
            account: self.account,
            number: Some(format!("I{:06}", self.life.number + 1)),
            issued_on,
            due_on: Some(issued_on.plus(30)),
            paid_on: self.chance.happens(0.9).then(|| issued_on.plus(25)).filter(|paid| *paid <= self.until),
            amount: Some(self.life.value / 12),
            currency: Currency::EUR,
            disputed: self.chance.happens(0.05),
            known_on: None,
        })
    }

    fn loss(&mut self) -> Result<()> {
        let Some(loss) = &self.life.lost else { return Ok(()) };
        let id = self.edit.mint()?;
        self.edit.put(&Defection {
            id,
            external_id: None,
            account: self.account,
            contract: None,
            on: loss.on,
            decided_on: Some(loss.decided),
            kind: Some(loss.kind),
            reason: Some(loss.reason.to_owned()),
            quote: Some(loss.quote.to_owned()).filter(|quote| !quote.is_empty()),
            value: Some(self.life.value),
            currency: Currency::EUR,
            won_back_on: None,
            known_on: None,
        })
    }
}
