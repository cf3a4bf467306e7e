/**
 * Text, borders and surfaces derive from the text colour of the page, and follow any theme of it; the other colours
 * follow its `color-scheme`, and hold 4.5:1 on white and on the dark of browsers (WCAG 2.2, 1.4.3). Adopted sheets are
 * no inline styles: a content security policy need not allow any.
 */
const css = `
:host {
  --accent: var(--waybill-accent, light-dark(#2f4bd0, #9fb2ff));
  --good: var(--waybill-good, light-dark(#11683f, #7fd8a6));
  --bad: var(--waybill-bad, light-dark(#ad2a1c, #ff9d8c));
  --muted: var(--waybill-muted, color-mix(in srgb, currentColor 72%, transparent));
  --line: var(--waybill-line, color-mix(in srgb, currentColor 50%, transparent));
  --surface: var(--waybill-surface, color-mix(in srgb, currentColor 4%, transparent));
  --radius: var(--waybill-radius, 12px);
  display: block;
  line-height: 1.4;
}
:host([hidden]), [hidden] { display: none !important; }
[part~=zone] {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  justify-content: center;
  gap: 8px;
  padding: 20px 16px;
  border: 1.5px dashed var(--line);
  border-radius: var(--radius);
  background: var(--surface);
  text-align: center;
}
[part~=over] {
  border-color: var(--accent);
  background: color-mix(in srgb, var(--accent) 12%, transparent);
}
button {
  min-height: 32px;
  padding: 4px 12px;
  border: 1px solid var(--line);
  border-radius: calc(var(--radius) * .6);
  background: none;
  color: inherit;
  font: inherit;
  cursor: pointer;
}
button:hover { border-color: currentColor; }
button:disabled { opacity: .5; cursor: default; }
[part=button] {
  min-height: 40px;
  border-color: var(--accent);
  color: var(--accent);
  font-weight: 600;
}
:focus-visible {
  outline: 2px solid var(--accent);
  outline-offset: 2px;
}
[part=notice]:empty, [part=reasons]:empty, [part=list]:empty { display: none; }
[part=notice] { margin: 8px 0 0; color: var(--bad); }
[part=list] {
  margin: 8px 0 0;
  padding: 0;
  list-style: none;
}
li {
  display: grid;
  grid-template-columns: 1fr auto;
  align-items: center;
  gap: 4px 12px;
  padding: 10px 4px;
}
li + li { border-top: 1px solid color-mix(in srgb, currentColor 15%, transparent); }
[part=name] {
  min-width: 0;
  overflow-wrap: anywhere;
  font-weight: 600;
}
[part=status] {
  grid-row: 2;
  color: var(--muted);
  font-size: .9em;
  font-variant-numeric: tabular-nums;
}
[part~=verified] > [part=status] { color: var(--good); }
:is([part~=rejected], [part~=failed], [part~=expired]) > [part=status] { color: var(--bad); }
[part=actions] {
  grid-row: span 2;
  display: flex;
  flex-wrap: wrap;
  justify-content: end;
  gap: 8px;
}
progress {
  grid-column: 1 / -1;
  width: 100%;
  height: 6px;
  accent-color: var(--accent);
}
[part=reasons] { grid-column: 1 / -1; font-size: .9em; }
[part=reason] { margin: 0 0 4px; overflow-wrap: anywhere; }
[part=announcer] {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
`;

let sheet: CSSStyleSheet | undefined;

/** One for all elements of a page. */
export function styleSheet(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  return sheet;
}
