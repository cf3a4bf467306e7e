/**
 * Whether JSON is preferred to just any type, and no other type to it (RFC 9110 section 12.5.1). Libraries name it in
 * front of any type without a preference (axios, Angular): they get what people, curl and a browser's address bar get.
 */
export function asksForJson(accept = ''): boolean {
  const ranges = weighed(accept).sort((one, other) => other.weight - one.weight);
  const json = ranges.find(({ range }) => jsonType.test(range));
  if (!json || json.weight === 0) return false;
  return ranges.every(({ range, weight }) =>
    range === '*/*' ? weight < json.weight : weight <= json.weight,
  );
}

/** RFC 6839 section 3.1: every type with that suffix is JSON. Of a type in lower case, without parameters. */
export const jsonType = /^application\/([\w.!#$&^-]+\+)?json$/;

/** What a header of section 12.5 lists, lower case, with its weight of 0 to 1. */
const weighed = (header: string): { range: string; weight: number }[] =>
  header.split(',').map((element) => {
    const [range = '', ...parameters] = element.split(';').map((part) => part.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
    return { range, weight: Number(weight) || 0 };
  });

/**
 * The supported ones of the accepted languages, by weight (RFC 9110 section 12.5.4); otherwise the first supported one.
 */
export function languageOf<Language extends string>(
  acceptLanguage: string,
  known: readonly [Language, ...Language[]],
): Language {
  const wanted = weighed(acceptLanguage)
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .map(({ range }) => ({ primary: range.split('-')[0] }));
  for (const { primary } of wanted) {
    const found = known.find((language) => language === primary);
    if (found) return found;
  }
  return known[0];
}
