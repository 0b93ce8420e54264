"""Every figure with its name and its meaning in plain words."""

from __future__ import annotations

from dataclasses import dataclass

from qunmate.i18n import N_, _


@dataclass(frozen=True, slots=True)
class Figure:
    """`unit`: count, share, seconds, mean, score (0 to 1), score100, word, or table for what is
    not a single value. `later`: of the calendar or of money, shown only where there is
    something to show. `name_` and `meaning_` are untranslated."""

    key: str
    unit: str
    name_: str
    meaning_: str
    later: bool = False

    @property
    def name(self) -> str:
        return _(self.name_)

    @property
    def meaning(self) -> str:
        return _(self.meaning_)


CATALOGUE = (
    Figure(
        "messages",
        "count",
        N_("Messages"),
        N_("Messages of people in the period; system lines, recalled messages and bots left out."),
    ),
    Figure(
        "speakers",
        "count",
        N_("Speakers"),
        N_("Different members who sent at least one message in the period."),
    ),
    Figure(
        "members",
        "count",
        N_("Members"),
        N_("Who belonged to the group on the last day of the period."),
    ),
    Figure(
        "active_rate",
        "share",
        N_("Active rate"),
        N_(
            "Members on the last day who spoke in the period, as a share of all members "
            "on that day."
        ),
    ),
    Figure(
        "stickiness",
        "share",
        N_("Stickiness"),
        N_(
            "Mean number of speakers a day over the last 30 days ÷ different speakers of "
            "these 30 days: how often those who speak come back."
        ),
    ),
    Figure(
        "messages_per_speaker",
        "mean",
        N_("Messages per speaker"),
        N_("Messages in the period that have a sender ÷ speakers."),
    ),
    Figure(
        "top20_share",
        "share",
        N_("Share of the top 20%"),
        N_("Share of the messages that comes from the busiest fifth of the speakers."),
    ),
    Figure(
        "gini",
        "score",
        N_("Concentration"),
        N_(
            "Gini coefficient of messages over speakers: 0 if everyone speaks equally,"
            " near 1 if one person does all the talking."
        ),
    ),
    Figure(
        "hour_heatmap",
        "table",
        N_("Busy hours"),
        N_("Messages of the period by weekday and hour, in the group's own time."),
    ),
    Figure("kinds", "table", N_("Kinds of messages"), N_("Messages of the period by kind.")),
    Figure(
        "daily",
        "table",
        N_("Day by day"),
        N_("Messages, speakers, members, joins and leaves of each day of the period."),
    ),
    Figure(
        "conversations",
        "count",
        N_("Conversations"),
        N_(
            "Runs of messages without a silence of 30 minutes (a setting) or more, counted on "
            "the day they begin."
        ),
    ),
    Figure(
        "unanswered_rate",
        "share",
        N_("Unanswered"),
        N_("Share of the conversations of the period in which only one person spoke."),
    ),
    Figure(
        "first_reply_seconds",
        "seconds",
        N_("Time to the first reply"),
        N_(
            "Median time from the first message of an answered conversation to the first "
            "message by somebody else."
        ),
    ),
    Figure(
        "roles",
        "table",
        N_("Roles in talk"),
        N_(
            "Members on the last day: starters began at least one answered conversation in the "
            "period, participants spoke, bystanders did not."
        ),
    ),
    Figure(
        "joins",
        "count",
        N_("Joined"),
        N_("Joins in the period whose date is known from a sheet, a system line or by hand."),
    ),
    Figure(
        "leaves",
        "count",
        N_("Left"),
        N_("Leaves in the period whose date is known from a sheet, a system line or by hand."),
    ),
    Figure(
        "churn_rate",
        "share",
        N_("Churn"),
        N_("Leaves in the period ÷ members on the day before it."),
    ),
    Figure(
        "activation_rate",
        "share",
        N_("Activation"),
        N_(
            "Of those whose first seven days ended in the period: the share that spoke within "
            "these days."
        ),
    ),
    Figure(
        "retention",
        "table",
        N_("Retention"),
        N_(
            "Of those who joined in a month: the share that spoke in each month after."
            " Those who left still count."
        ),
    ),
    Figure(
        "dormant",
        "count",
        N_("Dormant"),
        N_(
            "Members for at least 90 days without a message in the last 90 days (a setting), on "
            "the last day of the period."
        ),
    ),
    Figure(
        "layers",
        "table",
        N_("Pyramid"),
        N_(
            "Newcomers joined less than 14 days ago; dormant members have said nothing"
            " for 90 days, quiet ones for 30. The rest are ranked by messages, days with"
            " a message, answered conversations started and partners over 30 days: the"
            " first 5% who start answered conversations are leaders, the first 20% core,"
            " the others active."
        ),
    ),
    Figure(
        "pairs",
        "count",
        N_("Pairs"),
        N_(
            "Pairs of members of whom one answered, quoted or mentioned the other in the period; "
            "a message within 5 minutes answers the one before it."
        ),
    ),
    Figure(
        "reach",
        "mean",
        N_("Partners per speaker"),
        N_("Mean number of different people a speaker of the period talked with."),
    ),
    Figure(
        "giant_share",
        "share",
        N_("Largest circle"),
        N_("Share of the speakers who are linked, over any number of pairs, in one circle."),
    ),
    Figure(
        "owner_dependency",
        "share",
        N_("Owner dependence"),
        N_(
            "Share of all exchanges in which the owner or an admin takes part; unknown as long as "
            "no member is marked as one."
        ),
    ),
    Figure(
        "stage",
        "word",
        N_("Stage"),
        N_(
            "From the speakers of complete weeks: the mean of the last 4 against the 4 before and "
            "against the best 4. Fewer than 4 weeks is the intro; two weeks without a word is "
            "silence."
        ),
    ),
    Figure(
        "score",
        "score100",
        N_("Health score"),
        N_(
            "0 to 100, from the weekly active rate compared with the group's goal,"
            " stickiness, answered conversations, activation, independence from the owner"
            " and the largest circle, at the end of the period; parts that are unknown"
            " are left out."
        ),
    ),
    Figure(
        "ad_share",
        "share",
        N_("Share of ads"),
        N_("Offers and ads among the calendar items done in the period."),
        later=True,
    ),
    Figure(
        "variety",
        "count",
        N_("Variety"),
        N_("How many kinds there are among the calendar items done in the period."),
        later=True,
    ),
    Figure(
        "plan_done_rate",
        "share",
        N_("Plan kept"),
        N_("Calendar items done ÷ items due in the period; skipped ones are due."),
        later=True,
    ),
    Figure(
        "paid_members",
        "count",
        N_("Paying members"),
        N_("Members on the last day whose payment is valid on that day."),
        later=True,
    ),
    Figure(
        "conversion_rate",
        "share",
        N_("Conversion"),
        N_("Paying members ÷ members."),
        later=True,
    ),
    Figure(
        "renewal_rate",
        "share",
        N_("Renewal"),
        N_(
            "Of the payments that expired in the period: the share followed by another"
            " within 30 days."
        ),
        later=True,
    ),
    Figure(
        "revenue",
        "table",
        N_("Revenue"),
        N_("Payments and orders of the period, by currency."),
        later=True,
    ),
)
