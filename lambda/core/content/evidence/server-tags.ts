/** Elements that a server runs, by what stands behind their `<`; `*` stands for any name. */
const families: Readonly<Record<string, string>> = {
  // Jakarta Server Pages 4.0, 5 and 6.3; its standard tags.
  'jsp:': '*',
  'c:': 'catch choose foreach fortokens if import otherwise out param redirect remove set url when',
  'sql:': '*',
  // ASP.NET.
  'asp:': '*',
  // Edge Side Includes 1.0.
  'esi:': '*',
  // CFML, as Adobe ColdFusion and Lucee run it.
  cf: 'abort admin application argument associate break cache case catch collection component content continue cookie dbinfo defaultcase directory document dump else elseif error execute exit feed file finally flush form ftp function header http httpparam if image import include index insert invoke invokeargument jar ldap location lock log login loop mail mailparam module ntauthenticate object output param pdf pop print processingdirective procparam procresult property query queryparam registry report rethrow return savecontent schedule script search servlet set setting silent spreadsheet static stopwatch storedproc switch task thread throw timer trace transaction try update wddx xml zip zipparam',
  // FreeMarker.
  '#': 'assign attempt autoesc foreach ftl function global if import include list local macro noparse setting switch',
  // HTML::Mason, whose code ends otherwise than that of ASP.
  '%': 'args attr cleanup def doc filter flags init method once perl shared',
};
const longestName = 24;

const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined && (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
/** What follows the name of an element. */
const endsName = (byte: number | undefined): boolean =>
  byte === 0x3e || byte === 0x2f || byte === 0x20 || (byte !== undefined && byte >= 0x09 && byte <= 0x0d);

/** The marks, and how each is confirmed by the name behind it. */
export const serverTags: readonly {
  readonly mark: string;
  readonly confirm: (b: Buffer, at: number) => boolean;
}[] = Object.entries(families).map(([prefix, list]) => {
  const names = list === '*' ? undefined : new Set(list.split(' '));
  const from = prefix.length + 1;
  return { mark: `<${prefix}`, confirm: (b, at) => isNamed(b, at + from, names) };
});

function isNamed(b: Buffer, from: number, names: ReadonlySet<string> | undefined): boolean {
  if (!isLetter(b[from])) return false;
  let end = from;
  while (end < from + longestName && isLetter(b[end])) end++;
  // JSP's `directive.page`, and whatever other pages have behind a prefix.
  if (!names) return end > from + 1 && (endsName(b[end]) || b[end] === 0x2e);
  return endsName(b[end]) && names.has(b.toString('latin1', from, end).toLowerCase());
}

/** The namespace of pages in XML, whatever their prefix (Jakarta Server Pages 4.0, 6.3). */
export const serverNamespace = '://java.sun.com/JSP/Page';

/** The same in text, where any of it is too much. */
export const serverTag = new RegExp(
  `<(?:${Object.entries(families)
    .map(
      ([prefix, list]) => `${prefix}(?:${list === '*' ? '[a-z]+' : list.split(' ').join('|')})(?=[\\s/>.])`,
    )
    .join('|')})`,
  'i',
);
