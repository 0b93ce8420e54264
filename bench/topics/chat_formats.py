"""Import of the same large chat as ChatLab JSONL, Telegram JSON and WhatsApp text."""

from __future__ import annotations

from bench.generate_chats import FORMATS, chat_pair
from bench.measure import MB, Report, bare, fresh, median
from bench.topics.chat_import import take_in

# what the best comparable program takes here for 1,000,000 messages, how many times faster
# the import must be, and what that program takes for the same file again
PEERS = {"chatlab": (31.5, 3.0, 19.7), "telegram": (119.6, 6.0, 108.7)}


def run(report: Report) -> None:
    for kind in FORMATS:
        first, later = chat_pair(kind, report.folder, report.messages, 10, 1_000)
        db = report.folder / f"{kind}.qunmate"
        loops, firsts, agains, sames = [], [], [], []
        for _repeat in range(report.repeats):
            loops.append(bare(kind, first, report.folder / "bare.db"))
            firsts.append(take_in(fresh(db), first))
            sames.append(take_in(db, first))
            agains.append(take_in(db, later))
        report.check(f"{kind}: new", firsts[0].document["new"], report.messages)
        report.check(
            f"{kind}: the same file, duplicates", sames[0].document["duplicates"], report.messages
        )
        report.check(f"{kind}: new again", agains[0].document["new"], 1_000)
        loop, seconds = median(loops), median(run.seconds for run in firsts)
        again = median(run.seconds for run in agains)
        report.add(f"{kind}: bare loop", loop)
        report.add(f"{kind}: import", seconds)
        report.add(f"{kind}: against the bare loop", seconds / loop, "×", 3)
        report.add(f"{kind}: again, 10 cut and 1,000 added", again / loop, "×", 2)
        report.add(f"{kind}: all processes", max(run.peak for run in firsts) / MB, "MB", 300)
        if kind in PEERS and report.messages == 1_000_000:
            peer, times, peer_again = PEERS[kind]
            report.add(f"{kind}: against the best peer", seconds / peer, "×", 1 / times)
            same = median(run.seconds for run in sames)
            report.add(f"{kind}: the same file, against it", same / peer_again, "×", 1 / times)
