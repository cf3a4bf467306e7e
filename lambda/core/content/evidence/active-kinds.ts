/** What a kind is called in a sentence, and what happens to a file with it unless a setting says otherwise. */
export interface ActiveKindRule {
  /** A few words for a person. They may be reworded. */
  readonly seen: string;
  /** What runs or is loaded without a question is refused, and so are macros and what equals them; the rest warns. */
  readonly severity: 'refuse' | 'warn';
}

const rules = <Kind extends string>(table: Readonly<Record<Kind, ActiveKindRule>>) => table;

/** The kinds of active content: what a document, page or data file runs, starts or loads in the program that opens it. */
export const activeKinds = rules({
  macro: { seen: 'macros', severity: 'refuse' },
  script: { seen: 'a script', severity: 'refuse' },
  'form-script': { seen: 'a script of a form field', severity: 'warn' },
  'script-link': { seen: 'a link that runs a script', severity: 'warn' },
  'form-submission': { seen: 'a form that is sent elsewhere', severity: 'warn' },
  xfa: { seen: 'an XFA form, which may hold scripts', severity: 'warn' },
  launch: { seen: 'an action that starts a program', severity: 'refuse' },
  program: { seen: 'an embedded program', severity: 'refuse' },
  control: { seen: 'a control (ActiveX), which runs with the document', severity: 'refuse' },
  object: { seen: 'an object that is activated without a question', severity: 'refuse' },
  dde: { seen: 'a DDE link, which can start a program', severity: 'refuse' },
  'external-template': { seen: 'a template that is loaded from elsewhere', severity: 'refuse' },
  'external-object': { seen: 'an object or document that is loaded from elsewhere', severity: 'refuse' },
  'external-content': { seen: 'content that is loaded from another file or site', severity: 'warn' },
  entity: { seen: 'an entity that loads a file or grows without bounds', severity: 'refuse' },
  stylesheet: { seen: 'a style sheet that is loaded from another file or site', severity: 'warn' },
});

/** Which kind of active content it is. Stable: branch on it. */
export type ActiveKind = keyof typeof activeKinds;

/** What happens to each kind that is named; the others keep their default. */
export type ActiveContentPolicy = Readonly<Partial<Record<ActiveKind, 'refuse' | 'warn'>>>;

const longestPart = 100;

/** The name of a part or object as a sentence can quote it. */
export const quotablePart = (part: string): string =>
  part
    .replace(/[^\x20-\x7e]/g, '?')
    .slice(-longestPart)
    .trim();
