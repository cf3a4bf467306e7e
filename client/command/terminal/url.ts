import { InvalidArgumentError } from 'commander';

/** An option that is the address of a service. Empty, as an unset variable of a CI system often is, counts as absent. */
export function parseUrl(text: string): string {
  if (text === '' || (URL.canParse(text) && /^https?:/.test(text))) return text;
  throw new InvalidArgumentError('Expected an address such as https://files.example.com.');
}
