"""One file per topic, each with `def run(report: Report) -> None`."""
