/** Contacts and appointments (RFC 6350, section 3.3, and RFC 5545, section 3.4): the first line names what begins. */
const firstLines: readonly (readonly [RegExp, string])[] = [
  [/^BEGIN:VCARD[\t ]*\r?\n/i, 'text/vcard'],
  [/^BEGIN:VCALENDAR[\t ]*\r?\n/i, 'text/calendar'],
];

export const cardType = (text: string): string | undefined =>
  firstLines.find(([pattern]) => pattern.test(text))?.[1];
