/**
 * Programs request JSON explicitly; without an Accept header, or with any type, the response is what people and curl can
 * use.
 */
export const asksForJson = (accept = ''): boolean => accept.includes('application/json');

/**
 * The supported ones of the accepted languages, by weight (RFC 9110 section 12.5.4); otherwise the first supported one.
 */
export function languageOf<Language extends string>(
  acceptLanguage: string,
  known: readonly [Language, ...Language[]],
): Language {
  const wanted = acceptLanguage
    .split(',')
    .map((range) => {
      const [tag = '', weight = 'q=1'] = range.split(';').map((part) => part.trim().toLowerCase());
      return { primary: tag.split('-')[0], weight: Number(weight.replace('q=', '')) || 0 };
    })
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight);
  for (const { primary } of wanted) {
    const found = known.find((language) => language === primary);
    if (found) return found;
  }
  return known[0];
}
