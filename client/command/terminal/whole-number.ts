import { InvalidArgumentError } from 'commander';

/** Parses an option that is a whole number of at least `least`; throws an InvalidArgumentError for anything else. */
export const parseWholeNumber =
  (least: number) =>
  (text: string): number => {
    const number = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
    if (number >= least) return number;
    throw new InvalidArgumentError(`Expected a whole number of ${String(least)} or more.`);
  };
