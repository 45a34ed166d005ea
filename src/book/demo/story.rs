//! Which story an account tells: one for each signal of the score, the calm years of most, and the ends of those that
//! were lost. A number always tells the same story, so that a book of any size has some of each.

/// What is going on at an account today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Story {
    /// Nothing in particular.
    Calm,
    /// Trouble of a past year, and it stayed.
    Weathered,
    /// The champion left, and nobody knows who took over.
    ChampionLeft,
    /// The champion left, and the successor was met.
    Successor,
    /// The price rises, for a young customer.
    PriceRise,
    /// An escalation is open, and the mood falls.
    Escalation,
    /// A commitment of our team is overdue.
    OverdueCommitment,
    /// An invoice is long unpaid.
    LateInvoice,
    /// An invoice is disputed.
    DisputedInvoice,
    /// Nobody has called for long.
    Quiet,
    /// One team member has met them for years, and nobody else.
    OneMember,
    /// One contact, and nobody else.
    OneContact,
    /// They reorganised.
    Reorganised,
    /// A team member they knew has left.
    MemberLeft,
    /// A competitor is in play.
    Competitor,
    /// The notice deadline is near, and nobody asked how it goes.
    Unasked,
    /// No contract, and orders fell.
    NoContract,
    /// They bought less at the last renewal.
    Downsell,
    /// They use it less.
    UsageFell,
    /// Nobody reads how much they use it any more.
    ReadingsStopped,
    /// They would not recommend us.
    LowNps,
    /// A joint plan, many ties, a referral.
    JointPlan,
    /// The executive sponsor never came.
    NoExecutive,
    /// The hand-off waits for an answer.
    HandoffWaits,
    /// Signed a day or two ago.
    JustSigned,
    /// In the hand-off, which was sent back once.
    HandoffReturned,
    /// Onboarding takes too long.
    Stalled,
    /// Onboarding goes well.
    Onboarding,
    /// Looks for the first value.
    FirstValue,
    /// The renewal window is open, and all is well.
    Window,
    /// The notice deadline has passed without a word.
    DeadlinePassed,
    /// They gave notice.
    Notice,
    /// More sites joined.
    Expanded,
    /// Lost, for this cause.
    Lost(Cause),
}

/// Why an account was lost; the cause stands in the book before they decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    ChampionLeft,
    Price,
    Escalation,
    Silence,
    NeverStarted,
    MemberLeft,
    ClosedDown,
    Unknown,
}

impl Cause {
    /// The reason as the book keeps it: few, so that they can be counted.
    pub(super) const fn reason(self) -> &'static str {
        match self {
            Cause::ChampionLeft => "champion left",
            Cause::Price => "price",
            Cause::Escalation => "escalation unanswered",
            Cause::Silence => "nobody called",
            Cause::NeverStarted => "never got started",
            Cause::MemberLeft => "their rep left",
            Cause::ClosedDown => "closed down",
            Cause::Unknown => "no budget any more",
        }
    }
}

/// How many numbers a cycle has: two thirds are with us, a third was lost within the last three years.
const CYCLE: u32 = 72;

/// Seventy-two accounts, from the rarest story to the most usual end.
const STORIES: [Story; CYCLE as usize] = {
    use Cause as C;
    use Story as S;
    [
        S::ChampionLeft,
        S::Successor,
        S::PriceRise,
        S::Escalation,
        S::OverdueCommitment,
        S::LateInvoice,
        S::DisputedInvoice,
        S::Quiet,
        S::OneMember,
        S::OneContact,
        S::Reorganised,
        S::MemberLeft,
        S::Competitor,
        S::Unasked,
        S::NoContract,
        S::Downsell,
        S::UsageFell,
        S::ReadingsStopped,
        S::LowNps,
        S::JointPlan,
        S::NoExecutive,
        S::HandoffWaits,
        S::JustSigned,
        S::HandoffReturned,
        S::Stalled,
        S::Onboarding,
        S::FirstValue,
        S::Window,
        S::DeadlinePassed,
        S::Notice,
        S::Expanded,
        S::JointPlan,
        S::Window,
        S::Weathered,
        S::Weathered,
        S::Weathered,
        S::Weathered,
        S::Weathered,
        S::Weathered,
        S::Calm,
        S::Calm,
        S::Calm,
        S::Calm,
        S::Calm,
        S::Calm,
        S::Calm,
        S::Calm,
        S::Calm,
        S::Calm,
        S::Calm,
        S::Lost(C::ChampionLeft),
        S::Lost(C::ChampionLeft),
        S::Lost(C::ChampionLeft),
        S::Lost(C::ChampionLeft),
        S::Lost(C::ChampionLeft),
        S::Lost(C::Price),
        S::Lost(C::Price),
        S::Lost(C::Price),
        S::Lost(C::Price),
        S::Lost(C::Escalation),
        S::Lost(C::Escalation),
        S::Lost(C::Escalation),
        S::Lost(C::Escalation),
        S::Lost(C::Silence),
        S::Lost(C::Silence),
        S::Lost(C::Silence),
        S::Lost(C::Silence),
        S::Lost(C::NeverStarted),
        S::Lost(C::NeverStarted),
        S::Lost(C::MemberLeft),
        S::Lost(C::ClosedDown),
        S::Lost(C::Unknown),
    ]
};

/// The story of account `number`. Every second cycle is calmer, as in a book in which fewer are in trouble.
pub(super) fn of(number: u32) -> Story {
    // A stride that has no factor in common with the cycle mixes the stories.
    let story = STORIES[((number * 29 + 7) % CYCLE) as usize];
    let is_calm = (number / CYCLE) % 2 == 1;
    match story {
        Story::Lost(Cause::ChampionLeft | Cause::Price) if is_calm => Story::Weathered,
        Story::Lost(_) if is_calm => Story::Calm,
        story => story,
    }
}
