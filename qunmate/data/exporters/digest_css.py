"""The one style sheet of the digest's HTML file."""

CSS = """
:root{--ground:#F6F7F9;--surface:#FFFFFF;--line:#E3E6EA;--text:#1F2329;--second:#5F666F;
--accent:#0B6F6E;--head:#0B6F6E;--on-head:#FFFFFF;--second-head:#CFE5E4;--warn:#8F5B00;
--bar:#0072B2;--bar-text:#1F2329}
@media (prefers-color-scheme:dark){:root{--ground:#1B1D20;--surface:#24272B;--line:#383C42;
--text:#E6E8EB;--second:#A7AEB7;--accent:#4CC1BF;--head:#173B3B;--on-head:#E6E8EB;
--second-head:#A7C9C8;--warn:#E8AE4A;--bar:#56B4E9;--bar-text:#E6E8EB}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:18px/1.6 system-ui,-apple-system,
"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif;
font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
main{max-width:750px;margin:0 auto;background:var(--surface)}
p,h1,h2,h3,ul,figure{margin:0;padding:0}
header{background:var(--head);color:var(--on-head);padding:56px 48px}
header .when{color:var(--second-head)}
h1{font-size:34px;line-height:1.35;margin:4px 0 6px}
.private{margin-left:12px;padding:1px 10px;border:1px solid currentColor;border-radius:4px;
font-size:15px;white-space:nowrap}
section{padding:32px 48px;border-top:1px solid var(--line)}
header+section{border-top:0}
h2{color:var(--accent);font-size:22px;line-height:1.4;margin-bottom:12px}
h3{font-size:18px}
.cards{display:grid;grid-template-columns:repeat(4,1fr);gap:16px;list-style:none}
.cards li{background:var(--ground);border-radius:6px;padding:18px 8px 14px;text-align:center}
.cards b{display:block;font-size:30px;line-height:1.3}
.cards span{color:var(--second);font-size:15px}
.cards .change{display:block;white-space:nowrap}
figure{margin-top:24px}
figure svg{display:block;width:100%;height:auto}
figcaption,.note{color:var(--second);font-size:15px}
.figures>.note{margin-top:12px;color:var(--warn)}
article{background:var(--ground);border-radius:6px;padding:18px 22px}
article+article{margin-top:12px}
.entry+.entry{margin-top:10px}
.plain{list-style:none}
.plain b{font-weight:600}
.line{display:flex;gap:16px}
.line .time{color:var(--second);white-space:nowrap;min-width:6.2em}
a{color:var(--accent);text-underline-offset:3px}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:16px;line-height:1.5}
.all{margin-top:24px}
th,td{text-align:left;padding:5px 12px 5px 0;border-bottom:1px solid var(--line);
vertical-align:top;font-weight:400}
tr:first-child th{color:var(--second);font-size:15px}
table .number,.all td,.all tr:first-child th:not(:first-child){text-align:right}
.number:not(:last-child){padding-right:24px}
th:last-child,td:last-child{padding-right:0}
footer{padding:24px 48px 32px;border-top:1px solid var(--line);color:var(--second);font-size:14px}
@media (max-width:600px){header{padding:36px 24px}section,footer{padding-left:24px;
padding-right:24px}.cards{grid-template-columns:repeat(2,1fr);gap:12px}h1{font-size:28px}}
@media print{body{background:none}section,article{break-inside:avoid}}
"""
