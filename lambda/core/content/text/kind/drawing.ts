const [leastPairs, mostPairs] = [6, 24];

/** DXF (AutoCAD DXF Reference, "ASCII DXF Files"): a line with the number of a group, a line with its value. */
export function dxfType(text: string): string | undefined {
  if (!/^(?: *999\r?\n[^\n]{0,999}\n){0,16} *0\r?\n *SECTION\r?\n *2\r?\n *[A-Z]{4,24}\r?\n/.test(text))
    return undefined;
  const lines = text.slice(0, 4096).split('\n', mostPairs * 2);
  // The last one may be cut.
  const codes = lines.filter((_, i) => i % 2 === 0).slice(0, -1);
  return codes.length >= leastPairs && codes.every((code) => /^ {0,3}-?\d{1,4}\r?$/.test(code))
    ? 'image/vnd.dxf'
    : undefined;
}
