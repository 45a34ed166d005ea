//! The names of operations: what undo says, what the history lists.

/// Everything that changes a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Op {
    /// A touch, with its pulse, events and next step.
    LogTouch,
    /// A pulse alone.
    RecordPulse,
    /// An action or a commitment is done.
    CompleteLine,
    /// A line is put off.
    SnoozeLine,
    /// A line is dropped.
    DropLine,
    /// A record is added.
    Add,
    /// A record is changed.
    Change,
    /// A record is removed.
    Remove,
    /// Accounts move to another stage.
    MoveStage,
    /// An account is offered to its receiver.
    OfferHandoff,
    /// The receiver takes it on.
    AcceptHandoff,
    /// The receiver returns it with gaps.
    ReturnHandoff,
    /// What became of a contract line, with the line or the loss that follows.
    RecordDecision,
    /// Who was lost came back.
    RecordReturn,
    /// A team member leaves, and others take over.
    MemberLeaves,
    /// Whether a contact has left is answered.
    AnswerHint,
    /// A rule of the book is changed from a day on.
    ChangeSetting,
    /// Somebody says who of the team they are.
    SetMe,
    /// The numbers of a month are frozen.
    CloseMonth,
    /// A day turns: windows open, playbooks add, move and withdraw their actions. Nobody did it, so nobody undoes it.
    RunPlaybooks,
    /// Two accounts, or two contacts, become one.
    Merge,
    /// Two that look like one are told apart.
    Dismiss,
    /// Files are taken in.
    Import,
    /// A made-up book is written.
    MakeUp,
}

impl Op {
    /// Every operation.
    pub const ALL: &'static [Op] = &[
        Op::LogTouch,
        Op::RecordPulse,
        Op::CompleteLine,
        Op::SnoozeLine,
        Op::DropLine,
        Op::Add,
        Op::Change,
        Op::Remove,
        Op::MoveStage,
        Op::OfferHandoff,
        Op::AcceptHandoff,
        Op::ReturnHandoff,
        Op::RecordDecision,
        Op::RecordReturn,
        Op::MemberLeaves,
        Op::AnswerHint,
        Op::ChangeSetting,
        Op::SetMe,
        Op::CloseMonth,
        Op::RunPlaybooks,
        Op::Merge,
        Op::Dismiss,
        Op::Import,
        Op::MakeUp,
    ];

    /// What it is called.
    pub const fn label(self) -> &'static str {
        match self {
            Op::LogTouch => "Log a touch",
            Op::RecordPulse => "Record a pulse",
            Op::CompleteLine => "Complete a task",
            Op::SnoozeLine => "Snooze a task",
            Op::DropLine => "Dismiss a task",
            Op::Add => "Add a record",
            Op::Change => "Edit a record",
            Op::Remove => "Remove a record",
            Op::MoveStage => "Move to a stage",
            Op::OfferHandoff => "Offer a hand-off",
            Op::AcceptHandoff => "Accept a hand-off",
            Op::ReturnHandoff => "Send back a hand-off",
            Op::RecordDecision => "Record a renewal outcome",
            Op::RecordReturn => "Win back an account",
            Op::MemberLeaves => "Process a departure",
            Op::AnswerHint => "Answer a departure signal",
            Op::ChangeSetting => "Change a setting",
            Op::SetMe => "Set who you are",
            Op::CloseMonth => "Close a month",
            Op::RunPlaybooks => crate::store::DAILY,
            Op::Merge => "Merge duplicates",
            Op::Dismiss => "Dismiss a duplicate",
            Op::Import => "Import",
            Op::MakeUp => "Make a demo book",
        }
    }
}
