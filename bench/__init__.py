"""Speed and memory against the limits: `python3 dev.py bench [NAME…]`.

A topic is a file in bench/topics with `def run(report: Report) -> None`. It makes its data by
bench/generate.py, measures by bench/measure.py, compares with a bare loop of bench/bare.py
run in the same go, and tells each number with its limit by `report.add`.
"""
