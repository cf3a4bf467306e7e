/** What pages begin with that a server runs: a directive, a declaration, or an element of theirs. */
const beginnings: readonly (readonly [RegExp, string])[] = [
  [
    /^<%@\s*(?:master|control|register|assembly|webhandler|webservice|application|servicehost|language)\b/i,
    'text/x-asp',
  ],
  [/^<%@[^%]{0,400}(?:inherits|codebehind|codefile|language\s*=\s*"?(?:c#|cs|vb|jscript))/i, 'text/x-asp'],
  [/^<%\s*(?:eval|execute|executeglobal|response\.|option\s+explicit)/i, 'text/x-asp'],
  [/^<%@\s*(?:page|taglib|include|tag|attribute|variable)\b|^<%!|^<jsp:[a-z]/i, 'text/x-jsp'],
  [
    /^<(?:cf(?:execute|script|set|output|query|include|file|if|component|function|param|application|silent|setting|http|object|invoke|try|import|processingdirective)\b|!---)/i,
    'text/x-coldfusion',
  ],
];

/** The type of a text that is a page of JSP, ASP or ColdFusion, by its beginning. */
export function serverPageType(text: string): string | undefined {
  const from = /^[\s\ufeff]*/.exec(text)?.[0].length ?? 0;
  if (text[from] !== '<') return undefined;
  const beginning = text.slice(from, from + 512).replace(/^<\?xml[^>]{0,200}>\s*/i, '');
  return beginnings.find(([pattern]) => pattern.test(beginning))?.[1];
}
