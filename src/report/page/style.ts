// How the page looks. System fonts, one accent, light and dark; sizes follow the reader's own.

export const pageStyle = `
:root {
  color-scheme: light dark;
  --bg: #faf9f6; --surface: #ffffff; --ink: #1b1d21; --muted: #5c616a; --line: #e3dfd7; --faint: #f0ede7;
  --accent: #2c5fb8; --accent-ink: #234f9c; --warn: #8a4a00; --warn-bg: #fdf3e1; --add: #d8efdd; --remove: #f8dfdc;
  --c0: #2f6fbe; --c1: #cf5f14; --c2: #2b8a57; --c3: #c2377f; --c4: #7757c6; --c5: #96730f; --c6: #0d869b; --c7: #b23b32; --c8: #5f7d1c; --c9: #4d5b78;
  --other: #91959d;
  --q0: #5b2a86; --q1: #3358a8; --q2: #17819b; --q3: #2f9a5d; --q4: #9a9a06;
  --sans: ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'Liberation Sans', Arial, sans-serif;
  --serif: ui-serif, 'Iowan Old Style', 'Palatino Linotype', Palatino, 'Source Serif 4', 'Noto Serif', 'Liberation Serif', Georgia, serif;
  --mono: ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, 'Liberation Mono', monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --bg: #131417; --surface: #191b1f; --ink: #e9e7e2; --muted: #a2a6ae; --line: #2d3036; --faint: #202227;
    --accent: #7fabf5; --accent-ink: #9dc0fa; --warn: #eebb6d; --warn-bg: #2c2416; --add: #1d3d29; --remove: #4a2626;
    --c0: #6ea8f2; --c1: #f0935a; --c2: #5fc48d; --c3: #ee7db3; --c4: #ab93f3; --c5: #d3b44b; --c6: #4fc3d6; --c7: #ee8478; --c8: #a4c552; --c9: #a5b4d4;
    --other: #777c86;
    --q0: #a56bd6; --q1: #6d8ff0; --q2: #3fb2cc; --q3: #63cf8c; --q4: #e6e04f;
  }
}
* { box-sizing: border-box; }
html { font: 100%/1.55 var(--sans); background: var(--bg); color: var(--ink); -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; }
.page { max-width: 70rem; margin: 0 auto; padding: 0 clamp(1rem, 4vw, 2.5rem); }
h1, h2, h3, p, ul, ol, dl, figure { margin: 0; padding: 0; }
ul, ol { list-style: none; }
a { color: var(--accent-ink); text-underline-offset: 0.2em; text-decoration-thickness: 1px; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 1rem; background: var(--surface); padding: 0.5rem 1rem; z-index: 9; }

header { padding: clamp(1.75rem, 4vw, 2.75rem) 0 0; }
.kicker { font-size: 0.75rem; font-weight: 600; letter-spacing: 0.14em; text-transform: uppercase; color: var(--muted); }
h1 { font-size: clamp(1.5rem, 4.4vw, 2.25rem); line-height: 1.15; font-weight: 650; letter-spacing: -0.018em; margin-top: 0.6rem; overflow-wrap: anywhere; }
.about { color: var(--muted); margin-top: 0.5rem; font-size: 0.9375rem; overflow-wrap: anywhere; }
.lede { font-family: var(--serif); font-size: clamp(1.2rem, 2.6vw, 1.5rem); line-height: 1.45; margin-top: 1.4rem; max-width: 38em; text-wrap: pretty; }
.lede strong { font-weight: 600; font-variant-numeric: lining-nums; }
nav { margin-top: 1.75rem; border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); }
nav ul { display: flex; flex-wrap: wrap; gap: 0 1.5rem; font-size: 0.9375rem; padding: 0.35rem 0; }
nav a { display: inline-block; padding: 0.4rem 0; color: var(--ink); text-decoration: none; }
nav a:hover { color: var(--accent-ink); text-decoration: underline; }

section { padding-top: clamp(2.5rem, 5vw, 3.75rem); scroll-margin-top: 0; }
h2 { font-size: 1.5rem; line-height: 1.2; font-weight: 650; letter-spacing: -0.012em; }
.intro { color: var(--muted); margin-top: 0.4rem; max-width: 44em; text-wrap: pretty; }
.note { color: var(--muted); font-size: 0.8125rem; line-height: 1.5; }
.section-note { margin-top: 0.9rem; max-width: 56em; }

.family { margin-top: 2rem; }
.family > h3 { font-size: 1rem; font-weight: 650; display: flex; flex-wrap: wrap; gap: 0 0.75rem; align-items: baseline; }
.family > h3 span { font-weight: 400; color: var(--muted); font-size: 0.875rem; }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(15.5rem, 1fr)); gap: 0 2rem; margin-top: 0.5rem; }
.card { border-top: 1px solid var(--line); padding: 0.95rem 0 1.6rem; min-width: 0; }
.card h4 { margin: 0; font-size: 0.875rem; font-weight: 600; display: flex; justify-content: space-between; gap: 0.75rem; align-items: baseline; }
.card h4 .direction { font-weight: 400; font-size: 0.75rem; color: var(--muted); white-space: nowrap; }
.card .number { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 0.45rem; margin-top: 0.2rem; }
.card .value { font-size: 2rem; line-height: 1.2; font-weight: 500; letter-spacing: -0.025em; font-variant-numeric: tabular-nums lining-nums; }
.card .unit { font-size: 0.8125rem; color: var(--muted); }
.card .none { color: var(--muted); font-weight: 400; }
.track { position: relative; height: 14px; margin-top: 0.3rem; }
.track::before { content: ''; position: absolute; left: 0; right: 0; top: 6px; height: 2px; background: var(--line); border-radius: 1px; }
.track i { position: absolute; top: 4px; height: 6px; border-radius: 3px; background: var(--accent); opacity: 0.38; min-width: 2px; }
.track b { position: absolute; top: 2px; width: 10px; height: 10px; margin-left: -5px; border-radius: 50%; background: var(--accent); border: 2px solid var(--bg); }
.ends { display: flex; justify-content: space-between; font-size: 0.75rem; color: var(--muted); font-variant-numeric: tabular-nums; }
.card .says { font-size: 0.875rem; line-height: 1.5; margin-top: 0.45rem; text-wrap: pretty; }
.card .interval { font-size: 0.8125rem; color: var(--muted); margin-top: 0.3rem; font-variant-numeric: tabular-nums; }
.warning { font-size: 0.8125rem; line-height: 1.45; color: var(--warn); background: var(--warn-bg); padding: 0.5rem 0.7rem; border-radius: 6px; margin-top: 0.6rem; }

.mapbox { display: grid; grid-template-columns: minmax(0, 1fr) 19rem; margin-top: 1.25rem; border: 1px solid var(--line); border-radius: 12px; background: var(--surface); overflow: hidden; }
.mapmain { display: flex; flex-direction: column; min-width: 0; border-right: 1px solid var(--line); }
.mapbar { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; padding: 0.6rem 0.75rem; border-bottom: 1px solid var(--line); font-size: 0.875rem; }
#map-frame { position: relative; height: clamp(340px, 62vh, 600px); overflow: hidden; user-select: none; -webkit-user-select: none; }
#map-frame:focus-visible { outline-offset: -2px; }
#map-tip { position: absolute; z-index: 2; left: 0; top: 0; width: max-content; max-width: min(21rem, calc(100% - 1rem)); pointer-events: none; background: var(--surface); border: 1px solid var(--line); border-radius: 8px; padding: 0.6rem 0.75rem; box-shadow: 0 6px 24px rgb(0 0 0 / 0.14); font-size: 0.8125rem; line-height: 1.45; }
#map-tip .text { margin-top: 0.2rem; max-height: 14.5em; overflow: hidden; }
.modes { border: 0; margin: 0; padding: 0; display: flex; align-items: center; gap: 0.6rem; }
.modes legend { float: left; padding: 0; color: var(--muted); margin-right: 0.6rem; }
.switch { display: flex; border: 1px solid var(--line); border-radius: 7px; overflow: hidden; background: var(--bg); }
.switch label { position: relative; cursor: pointer; }
.switch label + label { border-left: 1px solid var(--line); }
.switch input { position: absolute; inset: 0; opacity: 0; margin: 0; cursor: pointer; }
.switch span { display: block; padding: 0.25rem 0.75rem; }
.switch input:checked + span { background: var(--ink); color: var(--bg); }
.switch input:focus-visible + span { outline: 2px solid var(--accent); outline-offset: -2px; }
.find { display: flex; align-items: center; gap: 0.6rem; margin-left: auto; }
.find input { font: inherit; color: inherit; width: 10rem; padding: 0.25rem 0.6rem; border: 1px solid var(--line); border-radius: 7px; background: var(--bg); }
.find input::placeholder { color: var(--muted); opacity: 1; }
#map-found { color: var(--muted); font-variant-numeric: tabular-nums; font-size: 0.8125rem; }
#map-found:empty { display: none; }
.zoom { position: absolute; right: 0.6rem; bottom: 0.6rem; z-index: 1; display: flex; border: 1px solid var(--line); border-radius: 7px; overflow: hidden; background: var(--surface); }
.zoom button { font: inherit; font-size: 0.875rem; line-height: 1; min-width: 2rem; height: 2rem; padding: 0 0.55rem; border: 0; background: none; color: var(--ink); cursor: pointer; }
.zoom button + button { border-left: 1px solid var(--line); }
.zoom button:hover { background: var(--faint); }
.zoom button:focus-visible { outline-offset: -2px; }
.mapside { display: flex; flex-direction: column; min-width: 0; max-height: calc(clamp(340px, 62vh, 600px) + 3.2rem); position: relative; }
.side-item { display: flex; flex-direction: column; min-height: 0; flex: 1 1 auto; }
.mapside h3 { font-size: 0.75rem; font-weight: 600; letter-spacing: 0.06em; text-transform: uppercase; color: var(--muted); padding: 0.9rem 1rem 0; }
#map-legend { padding: 0.35rem 0.6rem 0.75rem; border-bottom: 1px solid var(--line); }
#map-legend > div { padding: 0.35rem 0.4rem 0; }
.legend button { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: 0.55rem; align-items: baseline; width: 100%; font: inherit; font-size: 0.8125rem; line-height: 1.35; text-align: left; color: inherit; background: none; border: 0; border-radius: 5px; padding: 0.17rem 0.4rem; cursor: pointer; }
.legend button:hover { background: var(--faint); }
.legend .swatch { width: 0.65rem; height: 0.65rem; border-radius: 50%; transform: translateY(0.02rem); }
.legend .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.legend .count { color: var(--muted); font-variant-numeric: tabular-nums; }
.legend.some button[aria-pressed='false'] { opacity: 0.55; }
.legend.some button[aria-pressed='true'] { background: var(--faint); font-weight: 600; }
.ramp { height: 0.65rem; border-radius: 3px; }
.ramp + .ends { margin-top: 0.25rem; }
#map-reading { padding: 0.35rem 1rem 1rem; overflow-y: auto; flex: 1 1 auto; min-height: 7rem; font-size: 0.875rem; }
#map-reading .hint { color: var(--muted); font-size: 0.8125rem; line-height: 1.5; }
#map-reading .hint + .hint { margin-top: 0.5rem; }
#map-reading .text { margin: 0.3rem 0 0.6rem; }
kbd { font: 0.75rem var(--mono); border: 1px solid var(--line); border-radius: 4px; padding: 0 0.3em; background: var(--bg); }

.text { text-wrap: pretty; overflow-wrap: anywhere; white-space: pre-line; }
.text.empty { color: var(--muted); font-style: italic; }
.meta { display: flex; flex-wrap: wrap; gap: 0 0.55rem; font-size: 0.8125rem; color: var(--muted); font-variant-numeric: tabular-nums; }
.meta > span + span::before { content: '·'; margin-right: 0.55rem; }
.id { font-family: var(--mono); font-size: 0.9em; overflow-wrap: anywhere; }
button.quiet { font: inherit; font-size: 0.8125rem; color: var(--accent-ink); background: none; border: 1px solid var(--line); border-radius: 7px; padding: 0.25rem 0.7rem; cursor: pointer; margin-top: 0.4rem; }
button.quiet:hover { border-color: var(--accent); }
button.link { font: inherit; color: var(--accent-ink); background: none; border: 0; padding: 0; cursor: pointer; text-decoration: underline; text-underline-offset: 0.2em; text-decoration-thickness: 1px; }

figure { margin-top: 1.25rem; }
figure svg { display: block; max-width: 100%; height: auto; }
figure .narrow { display: none; }
figcaption { color: var(--muted); font-size: 0.875rem; margin-top: 0.5rem; max-width: 48em; text-wrap: pretty; }

.repeat { border-top: 1px solid var(--line); padding: 1.1rem 0 1.4rem; display: grid; grid-template-columns: 8rem minmax(0, 1fr); column-gap: 2rem; }
.repeat h3 { font-size: 1rem; font-weight: 600; grid-row: 1 / span 4; font-variant-numeric: tabular-nums; }
.repeat > :not(h3) { grid-column: 2; }
#repeats-list, #worst-list { margin-top: 1.25rem; }
#repeats-list > button { margin-top: 0.25rem; }
.members { margin-top: 0.7rem; font-size: 0.875rem; }
.members li { display: grid; grid-template-columns: 4.2rem 4rem minmax(0, 1fr); gap: 0.6rem; padding: 0.22rem 0; align-items: baseline; }
.members li.note, .members li.more { display: block; }
.members .id { color: var(--muted); }
.near { font-variant-numeric: tabular-nums; }
.edit { overflow-wrap: anywhere; }
.edit.same { color: var(--muted); }
ins, del { text-decoration: none; border-radius: 3px; padding: 0.05em 0.2em; }
ins { background: var(--add); }
del { background: var(--remove); text-decoration: line-through; text-decoration-thickness: 1px; }

.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 2rem 3rem; margin-top: 1.25rem; }
.pair h3, .sub { font-size: 1.0625rem; font-weight: 650; }
.pair .intro { font-size: 0.875rem; }
.items { margin-top: 0.9rem; }
.items > li { border-top: 1px solid var(--line); padding: 0.75rem 0 0.9rem; }
.items .text { margin-top: 0.15rem; font-size: 0.9375rem; line-height: 1.5; }
.sub { margin-top: 2.25rem; }

.tablebox { overflow-x: auto; margin-top: 1.25rem; }
table { border-collapse: collapse; width: 100%; font-size: 0.875rem; font-variant-numeric: tabular-nums; }
th { text-align: left; font-weight: 600; font-size: 0.8125rem; color: var(--muted); padding: 0 1rem 0.4rem 0; border-bottom: 1px solid var(--line); white-space: nowrap; }
td { padding: 0.5rem 1rem 0.5rem 0; border-bottom: 1px solid var(--line); vertical-align: baseline; }
th:last-child, td:last-child { padding-right: 0; }
td.figure, th.figure { text-align: right; white-space: nowrap; padding-right: 2rem; }
details.group { border-top: 1px solid var(--line); }
details.group:last-child { border-bottom: 1px solid var(--line); }
details.group summary { display: grid; grid-template-columns: 1.2rem 4.2rem minmax(0, 1fr) auto; gap: 0.5rem; align-items: baseline; padding: 0.7rem 0; cursor: pointer; list-style: none; }
details.group summary::-webkit-details-marker { display: none; }
details.group summary::before { content: '›'; color: var(--muted); transition: transform 0.15s; display: inline-block; width: 0.8rem; text-align: center; }
details.group[open] summary::before { transform: rotate(90deg); }
details.group .value { font-weight: 600; font-variant-numeric: tabular-nums; }
details.group .name { overflow-wrap: anywhere; }
details.group .count { color: var(--muted); font-size: 0.8125rem; white-space: nowrap; }
.texts { padding: 0 0 1.1rem 6.9rem; display: grid; gap: 0.7rem; font-size: 0.9375rem; line-height: 1.5; }
.texts > li { border-left: 2px solid var(--line); padding-left: 0.9rem; min-width: 0; }
.texts > li.note { border-color: transparent; }

.plain { margin-top: 1rem; font-size: 0.875rem; }
.plain li { padding: 0.35rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
footer { margin-top: clamp(3rem, 7vw, 5rem); border-top: 1px solid var(--line); padding: 1.5rem 0 3.5rem; color: var(--muted); font-size: 0.8125rem; }
footer h2 { font-size: 0.9375rem; color: var(--ink); }
footer dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.3rem 1.5rem; margin-top: 0.75rem; }
footer dd { margin: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
footer code { font-family: var(--mono); font-size: 0.95em; }
noscript p { margin-top: 1rem; color: var(--warn); }

@media (max-width: 56rem) {
  .mapbox { grid-template-columns: minmax(0, 1fr); }
  .mapmain { border-right: 0; border-bottom: 1px solid var(--line); }
  .mapside { max-height: none; }
  .side-legend { order: 2; border-top: 1px solid var(--line); }
  #map-legend { border-bottom: 0; }
  #map-reading { overflow: visible; }
}
@media (max-width: 40rem) {
  .find { margin-left: 0; flex: 1 1 100%; }
  .find input { flex: 1; min-width: 0; width: auto; }
  .repeat { grid-template-columns: minmax(0, 1fr); row-gap: 0.3rem; }
  .repeat > :not(h3) { grid-column: 1; }
  .members li { grid-template-columns: 4.2rem minmax(0, 1fr); row-gap: 0; }
  .members .edit { grid-column: 1 / -1; }
  .texts { padding-left: 0; }
  details.group summary { grid-template-columns: 1rem 3.4rem minmax(0, 1fr); }
  details.group .count { grid-column: 3; }
  figure .wide { display: none; }
  figure .narrow { display: block; }
  #map-frame { height: 68vw; min-height: 300px; }
}
@media print {
  html { background: #fff; }
  nav, .mapbar, .zoom, button { display: none; }
}
`
