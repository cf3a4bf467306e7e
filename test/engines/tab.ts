/** What a journey does in a browser of any engine. Elements are selected by XPath, which each driver takes. */
export interface Tab {
  open(url: string): Promise<void>;
  reload(): Promise<void>;
  click(xpath: string): Promise<void>;
  type(xpath: string, text: string): Promise<void>;
  /** Chooses files on disk in an `<input type="file">`. */
  choose(xpath: string, ...files: readonly string[]): Promise<void>;
  /** Waits until it is visible. @param withinMs @default 30 seconds */
  see(xpath: string, withinMs?: number): Promise<void>;
  /** The value of an expression in the page. */
  evaluate(expression: string): Promise<unknown>;
  /** A PNG of what is visible. */
  screenshot(): Promise<Uint8Array>;
  /** The folder that downloads go to. */
  readonly downloads: string;
  close(): Promise<void>;
}

export const patienceMs = 30_000;

/** XPath 1.0 has no escapes in strings. */
export function quoted(text: string): string {
  return `concat(${text
    .split('"')
    .map((piece) => `"${piece}"`)
    .join(`, '"', `)}, "")`;
}

export const button = (name: string): string =>
  `//button[normalize-space()=${quoted(name)} or @aria-label=${quoted(name)}]`;
