/** SMT-LIB 2 terms, as text. */
export type Term = string;

export const yes: Term = 'true';
export const no: Term = 'false';

export function and(terms: readonly Term[]): Term {
  const needed = terms.filter((term) => term !== yes);
  if (needed.includes(no)) return no;
  return needed.length > 1 ? `(and ${needed.join(' ')})` : (needed[0] ?? yes);
}

export function or(terms: readonly Term[]): Term {
  const needed = terms.filter((term) => term !== no);
  if (needed.includes(yes)) return yes;
  return needed.length > 1 ? `(or ${needed.join(' ')})` : (needed[0] ?? no);
}

export function not(term: Term): Term {
  if (term === yes) return no;
  return term === no ? yes : `(not ${term})`;
}

export const implies = (given: Term, then: Term): Term => or([not(given), then]);

/** A constant is one of some symbols, of as many as there are. */
export function isOneOf(constant: Term, symbols: readonly string[], all: number): Term {
  if (symbols.length === all) return yes;
  return or(symbols.map((symbol) => `(= ${constant} ${symbol})`));
}

export const declareSort = (sort: string, symbols: readonly string[]): Term =>
  `(declare-datatypes ((${sort} 0)) ((${symbols.map((symbol) => `(${symbol})`).join(' ')})))`;

export const declare = (name: string, sort: string): Term => `(declare-const ${name} ${sort})`;
export const define = (name: string, body: Term): Term => `(define-fun ${name} () Bool ${body})`;
export const assert = (term: Term): Term => `(assert ${term})`;
