/** Programs ask for JSON by its name; whoever names nothing, or any type, gets what people and curl can use. */
export const asksForJson = (accept = ''): boolean => accept.includes('application/json');

/** The wanted languages that are known, by weight (RFC 9110 section 12.5.4); else the first of those known. */
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
